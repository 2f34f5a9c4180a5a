package output

import (
	"encoding/json"
	"fmt"
)

// Held returns the runs that a folder holds of a part, ascending: all for a Complete part, some for a Short one, and none
// for others. The state and the error are those of PartState.
func (m *Manifest) Held(dir string, part int) (runs []int64, state State, err error) {
	state, err = m.PartState(dir, part)
	if state != Complete && state != Short {
		return nil, state, err
	}
	file, wrong := openTable(PartPath(dir, Runs, part))
	if wrong != nil {
		return nil, Corrupt, wrong
	}
	defer file.Close()
	if runs, wrong = file.held(); wrong != nil {
		return nil, Corrupt, wrong
	}
	return runs, state, err
}

// held returns the runs in a part's file: those that the metadata list or, if no run was missing, all from the first.
func (f openFile) held() ([]int64, error) {
	count, err := f.number(metaRuns)
	if err != nil {
		return nil, err
	}
	if text, ok := f.Lookup(metaHeld); ok {
		var runs []int64
		if err := json.Unmarshal([]byte(text), &runs); err != nil || int64(len(runs)) != count {
			return nil, fmt.Errorf("%s: %s does not name %d runs", f.Path, metaHeld, count)
		}
		return runs, nil
	}
	first, err := f.number(metaFirst)
	if err != nil {
		return nil, err
	}
	runs := make([]int64, count)
	for i := range runs {
		runs[i] = first + int64(i)
	}
	return runs, nil
}
