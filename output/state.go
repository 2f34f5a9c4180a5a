package output

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// State is what is on disk of a part.
type State int

// The states of a part. Only a Complete one need not be written (again).
const (
	Missing  State = iota // not written, or without its runs file
	Complete              // all files whole, of this plan, with all runs
	Corrupt               // a file is damaged or lacks its end
	Foreign               // of another plan, part, format or version of circsim
	Short                 // sound, but without all runs of its block
)

// String names the state.
func (s State) String() string {
	switch s {
	case Missing:
		return "missing"
	case Complete:
		return "complete"
	case Corrupt:
		return "corrupt"
	case Foreign:
		return "foreign"
	case Short:
		return "short"
	}
	return "State(" + strconv.Itoa(int(s)) + ")"
}

// PartState reports what the folder holds of a part and, unless it is Complete, why
// it is not. It reads the files' ends only, not their rows.
func (m *Manifest) PartState(dir string, part int) (State, error) {
	if _, err := os.Stat(PartPath(dir, Runs, part)); err != nil {
		return Missing, err
	}
	for _, t := range m.tables() {
		if state, err := m.fileState(dir, t, part); state != Complete {
			return state, err
		}
	}
	return Complete, nil
}

func (m *Manifest) fileState(dir string, t Table, part int) (State, error) {
	path := PartPath(dir, t, part)
	file, err := openTable(path)
	if errors.Is(err, os.ErrNotExist) {
		return Missing, err
	}
	if err != nil {
		return Corrupt, err
	}
	defer file.Close()
	first, runs := m.Block(part)
	for _, want := range []Setting{
		{metaFormat, strconv.Itoa(m.Format)},
		{metaPlan, m.PlanHash},
		{metaVersion, m.Build.Version},
		{metaTable, string(t)},
		{metaPart, strconv.Itoa(part)},
		{metaFirst, strconv.FormatInt(first, 10)},
	} {
		if got, _ := file.Lookup(want.Key); got != want.Value {
			return Foreign, fmt.Errorf("%s: %s is %q, not %q", path, want.Key, got, want.Value)
		}
	}
	if !parquet.EqualNodes(file.Schema(), schemaOf(t, Columns(t, m.Axes))) {
		return Foreign, fmt.Errorf("%s: columns are not those of the plan", path)
	}
	if got, _ := file.Lookup(metaRuns); got != strconv.FormatInt(runs, 10) {
		return Short, fmt.Errorf("%s: holds %s of %d runs", path, got, runs)
	}
	return Complete, nil
}

// Stray is the path of a file in a scenario's folder that stands where a part does and
// that no circsim wrote, "" where there is none.
func Stray(dir string) (string, error) {
	for _, t := range tables {
		paths, err := Parts(dir, t)
		if err != nil {
			return "", err
		}
		for _, path := range paths {
			file, err := openTable(path)
			if errors.Is(err, os.ErrNotExist) {
				continue // another shard is just replacing it
			}
			if err != nil {
				return path, nil
			}
			_, ours := file.Lookup(metaFormat)
			file.Close()
			if !ours {
				return path, nil
			}
		}
	}
	return "", nil
}

// Clear removes the parts, the manifest and unfinished files of a scenario's
// folder, and leaves other files alone.
func Clear(dir string) error {
	if err := removeUnfinished(dir); err != nil {
		return err
	}
	for _, t := range []Table{Runs, Curves, Circuits} { // without its runs file a part is missing
		paths, err := Parts(dir, t)
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	err := os.Remove(manifestPath(dir))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
