package output

import (
	"fmt"
	"iter"

	"github.com/circsim/circsim/sim"
)

// RunRow is one row of the runs table. A value that was not finite is NaN, and Invalid says what it was.
type RunRow struct {
	Run      int64
	Seed     int64
	Axis     []any  // in the order of the manifest's axes
	Identity string // see Identity
	Task     sim.TaskResult
	Network  sim.NetworkResult
	Steps    int64
	Invalid  string
}

// ReadRuns gives the rows of a scenario folder's runs table in the order of the plan, in bounded memory. It ends with
// the first error.
func ReadRuns(dir string) iter.Seq2[RunRow, error] {
	return func(yield func(RunRow, error) bool) {
		m, err := ReadManifest(dir)
		if err != nil {
			yield(RunRow{}, err)
			return
		}
		paths, err := Parts(dir, Runs)
		if err != nil {
			yield(RunRow{}, err)
			return
		}
		for _, path := range paths {
			if !m.readRuns(path, yield) {
				return
			}
		}
	}
}

// ReadPart gives the rows of a part's runs table, like ReadRuns. The error is fs.ErrNotExist without such a part.
// Several parts may be read at the same time.
func (m *Manifest) ReadPart(dir string, part int) iter.Seq2[RunRow, error] {
	return func(yield func(RunRow, error) bool) { m.readRuns(PartPath(dir, Runs, part), yield) }
}

func (m *Manifest) readRuns(path string, yield func(RunRow, error) bool) (more bool) {
	file, err := openTable(path)
	if err != nil {
		yield(RunRow{}, err)
		return false
	}
	leaves := file.leaves(Runs, m.Axes)
	s := file.scan(leaves)
	defer s.close()
	if leaves == nil {
		yield(RunRow{}, fmt.Errorf("%s: columns are not those of the manifest", path))
		return false
	}
	for row, err := range s.each() {
		var r RunRow
		if err == nil {
			r = m.runRow(row)
		}
		if !yield(r, err) || err != nil {
			return false
		}
	}
	return true
}

func (m *Manifest) runRow(row *rowReader) RunRow {
	var r RunRow
	r.Run, r.Seed, r.Axis, r.Identity = row.keys(Runs, m.Axes)
	runRow.Read(row, &r)
	r.Invalid = row.Text()
	return r
}
