package summary

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// open reads the manifest of a scenario's folder. Where there is none, its error names a folder below
// that has one.
func open(dir string) (*output.Manifest, error) {
	m, err := output.ReadManifest(dir)
	switch {
	case err == nil && m.Runs%m.Seeds != 0:
		return nil, text.Refuse("%s: %s has %d runs with %d seeds each point, expected whole points", dir, output.ManifestName, m.Runs, m.Seeds)
	case err == nil:
		return m, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, text.Refuse("%w", err)
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", output.ManifestName))
	if err != nil || len(below) == 0 {
		return nil, text.Refuse("%s: holds no sweep, expected a scenario's folder of tables", dir)
	}
	return nil, text.Refuse("%s: holds no sweep itself, expected a folder in it such as %s", dir, filepath.Dir(below[0]))
}

// studied is the scenario of a folder, from the text in its manifest.
func studied(m *output.Manifest) (*scenarios.Scenario, error) {
	s, _, err := scenarios.Parse(m.Scenario+".yaml", []byte(m.Text), m.Sets)
	if err != nil {
		return nil, fmt.Errorf("this circsim cannot read the scenario in the manifest: %w", err)
	}
	return s, nil
}

// rows are the rows of a folder's runs table. The error for a part that cannot be read says how to repair it.
func rows(dir string) iter.Seq2[output.RunRow, error] {
	return func(yield func(output.RunRow, error) bool) {
		for row, err := range output.ReadRuns(dir) {
			if err != nil {
				err = fmt.Errorf("%w; circsim sweep makes damaged parts again", err)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
