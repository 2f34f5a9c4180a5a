package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
)

// State says what is on disk of a part.
type State int

// The states of a part. Only a Complete one need not be written (again).
const (
	Missing  State = iota // not written, or without its runs file
	Complete              // undamaged, of this plan, with all runs
	Corrupt               // a file is damaged or cut off
	Foreign               // of another plan, part, format or version of circsim
	Short                 // undamaged, but without all runs of its block
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

// PartState returns the state of a part in a folder and, unless it is Complete, the reason as an error. It compares the
// whole files with their checksums. Several parts may be checked at the same time.
func (m *Manifest) PartState(dir string, part int) (State, error) {
	state, err := m.statedState(dir, part)
	if state == Missing || state == Corrupt {
		return state, err
	}
	noted, missing := readSums(dir, part)
	switch {
	case errors.Is(missing, fs.ErrNotExist) && state != Foreign:
		return Missing, missing
	case missing != nil && state == Foreign:
		return state, err
	case missing != nil:
		return Corrupt, missing
	}
	for _, t := range m.tables() {
		if err := noted.verify(dir, t, part); err != nil {
			return Corrupt, err
		}
	}
	return state, err
}

// statedState returns the state of a part by the metadata of its files alone.
func (m *Manifest) statedState(dir string, part int) (State, error) {
	if _, err := os.Stat(PartPath(dir, Runs, part)); err != nil {
		return Missing, err
	}
	whole, short := Complete, error(nil)
	for _, t := range m.tables() {
		switch state, err := m.fileState(dir, t, part); state {
		case Complete:
		case Short:
			whole, short = state, err
		default:
			return state, err
		}
	}
	return whole, short
}

func (m *Manifest) fileState(dir string, t Table, part int) (State, error) {
	path := PartPath(dir, t, part)
	file, err := openTable(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Missing, err
	}
	if err != nil {
		return Corrupt, err
	}
	defer file.Close()
	identifying, err := m.identifying(t, part)
	if err != nil {
		return Corrupt, err
	}
	for _, want := range identifying {
		if got, _ := file.Lookup(want.Key); got != want.Value {
			return Foreign, fmt.Errorf("%s: %s is %q, not %q", path, want.Key, got, want.Value)
		}
	}
	if file.leaves(t, m.Axes) == nil {
		return Foreign, fmt.Errorf("%s: columns are not those of the plan", path)
	}
	_, planned := m.Block(part)
	runs, err := file.number(metaRuns)
	if err != nil {
		return Corrupt, err
	}
	was, err := file.number(metaPartRuns)
	switch {
	case err != nil:
		return Corrupt, err
	case runs > planned || was != planned:
		return Foreign, fmt.Errorf("%s: holds %d of %d runs, the plan gives it %d", path, runs, was, planned)
	case runs < planned:
		return Short, fmt.Errorf("%s: holds %d of %d runs", path, runs, planned)
	}
	return Complete, nil
}
