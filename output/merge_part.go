package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
)

// conflict says why parts of two manifests do not belong together; empty if they do.
func (m *Manifest) conflict(other *Manifest) string {
	n := min(len(m.Rounds), len(other.Rounds))
	if m.PlanHash != other.PlanHash {
		return "hold different plans"
	}
	if reason := m.OtherOrigin(other); reason != "" {
		return reason
	}
	if !slices.Equal(m.Rounds[:n], other.Rounds[:n]) {
		return "have different rounds"
	}
	return ""
}

// OtherOrigin says why tables of two manifests of one plan have different metadata; empty if they do not.
func (m *Manifest) OtherOrigin(other *Manifest) string {
	switch {
	case !reflect.DeepEqual(m.Build, other.Build):
		return "were made by different circsims"
	case m.Text != other.Text:
		return "were made from different texts of the scenario"
	case !slices.Equal(m.Sets, other.Sets):
		return "were made with different --set"
	}
	return ""
}

// found is a sound part in one of the folders.
type found struct {
	dir  string
	runs []int64 // ascending
	sums sums
}

// mergePart merges one part; the target is the first folder.
func (m *Manifest) mergePart(report *MergeReport, into string, folders []string, part int) error {
	var best *found
	for _, dir := range folders {
		f, unsound, err := m.find(dir, part)
		switch {
		case err != nil:
			return err
		case unsound != nil:
			report.Damaged = append(report.Damaged, unsound)
		case f == nil:
		case best == nil || len(f.runs) > len(best.runs):
			best = f
		case slices.Equal(f.runs, best.runs) && !slices.Equal(f.sums, best.sums):
			// The texts of a scenario may differ in comments.
			if err := m.sameRows(best.dir, f.dir, part); err != nil {
				return err
			}
		}
	}
	if best == nil {
		report.Missing = append(report.Missing, part)
		return nil
	}
	if best.dir != into {
		if err := m.copyPart(into, best, part); err != nil {
			return err
		}
		report.Copied++
	}
	here := int64(len(best.runs))
	report.Runs += here
	if _, planned := m.Block(part); here == planned {
		report.Complete++
	} else {
		report.Short = append(report.Short, part)
	}
	return nil
}

// find returns a folder's sound part; nil if there is none. unsound is the fault of a part that is damaged or lacks its
// checksums.
func (m *Manifest) find(dir string, part int) (f *found, unsound, err error) {
	runs, state, why := m.Held(dir, part)
	switch state {
	case Missing:
		if _, err := os.Stat(PartPath(dir, Runs, part)); err != nil {
			return nil, nil, nil
		}
		return nil, why, nil
	case Corrupt:
		return nil, why, nil
	case Foreign:
		return nil, nil, text.Refuse("%s: holds what is not of this plan: %w", dir, why)
	}
	noted, err := readSums(dir, part)
	return &found{dir, runs, noted}, nil, err
}

// copyPart copies a part of another folder to the target.
func (m *Manifest) copyPart(into string, f *found, part int) error {
	var files []*pending
	defer func() {
		for _, p := range files {
			p.discard()
		}
	}()
	for _, t := range m.tables() {
		p, err := newPending(PartPath(into, t, part))
		if err != nil {
			return err
		}
		files = append(files, p)
		source := PartPath(f.dir, t, part)
		if err := p.copyFile(source); err != nil {
			return err
		}
		if p.hex() != f.sums.of(t) {
			return fmt.Errorf("%s: changed while it was copied", source)
		}
	}
	_, err := publish(into, m.tables(), []writtenPart{{part, files}})
	return err
}

// copyFile writes the whole content of another file.
func (p *pending) copyFile(path string) error {
	source, err := os.Open(path)
	if err != nil {
		return err
	}
	defer source.Close()
	_, err = io.CopyBuffer(struct{ io.Writer }{p}, struct{ io.Reader }{source}, make([]byte, readAhead))
	return err
}

// sameRows refuses a part whose rows differ between two folders.
func (m *Manifest) sameRows(one, other string, part int) error {
	for _, t := range m.tables() {
		a, b := PartPath(one, t, part), PartPath(other, t, part)
		same, err := equalRows(a, b)
		if err != nil {
			return err
		}
		if !same {
			return text.Refuse("%s and %s are different results of the same runs", a, b)
		}
	}
	return nil
}

// equalRows reports whether two files of the same columns hold the same rows.
func equalRows(one, other string) (bool, error) {
	a, err := newScan(one)
	if err != nil {
		return false, err
	}
	defer a.close()
	b, err := newScan(other)
	if err != nil {
		return false, err
	}
	defer b.close()
	for {
		err, wrong := a.next(), b.next()
		end := errors.Is(err, io.EOF)
		switch {
		case err != nil && !end:
			return false, err
		case wrong != nil && !errors.Is(wrong, io.EOF):
			return false, wrong
		case a.rows != b.rows:
			return false, nil
		case end:
			return true, nil
		}
		for i := range a.columns {
			for j, v := range a.columns[i][:a.rows] {
				if !parquet.Equal(v, b.columns[i][j]) {
					return false, nil
				}
			}
		}
	}
}
