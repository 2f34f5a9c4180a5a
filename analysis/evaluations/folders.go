package evaluations

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Folders returns the scenarios' folders of a sweep's results: dir itself if it is one, else those directly in it,
// sorted by name. There may be none. The error is of type scenarios.Errors if dir cannot be read.
func Folders(dir string) ([]string, error) {
	if holdsManifest(dir) {
		return []string{dir}, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var found []string
	for _, e := range entries {
		if below := filepath.Join(dir, e.Name()); holdsManifest(below) {
			found = append(found, below)
		}
	}
	return found, nil
}

func holdsManifest(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, output.ManifestName))
	return err == nil
}

// partOfSweep returns an error for a Parquet file of a sweep: its tables are read together, from their folder.
func partOfSweep(path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".parquet") {
		return nil
	}
	dir := filepath.Dir(path)
	if filepath.Base(path) != output.ThresholdsName {
		dir = filepath.Dir(dir) // each table has a folder of parts
	}
	if _, err := output.ReadManifest(dir); err != nil {
		return nil
	}
	return refuse(path, "a file of the sweep in %s, expected that folder", dir)
}

// study reads the manifest of a scenario's folder and the scenario in it.
func study(dir string) (*output.Manifest, *scenarios.Scenario, error) {
	m, err := output.ReadManifest(dir)
	var damaged *output.DamagedManifestError
	switch {
	case errors.As(err, &damaged):
		return nil, nil, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, noSweep(dir)
	case err != nil:
		path := filepath.Join(dir, output.ManifestName)
		return nil, nil, refuse(path, "%s", strings.TrimPrefix(err.Error(), path+": "))
	}
	s, _, err := scenarios.Parse(m.Scenario+".yaml", []byte(m.Text), m.Sets)
	if err != nil {
		return nil, nil, refuse(dir, "the scenario in its %s cannot be read by this circsim: %s", output.ManifestName, text.Line(err.Error()))
	}
	return m, s, nil
}

// noSweep returns the error of a folder without a manifest. It suggests a scenario's folder in it.
func noSweep(dir string) error {
	hint := ", expected a scenario's folder with a " + output.ManifestName
	if below, err := Folders(dir); err == nil && len(below) > 0 {
		hint = " itself, expected a folder in it such as " + below[0]
	}
	return refuse(dir, "holds no sweep%s", hint)
}
