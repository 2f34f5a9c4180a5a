package output

import (
	"fmt"
	"iter"

	"github.com/circsim/circsim/sim"
	"github.com/parquet-go/parquet-go"
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

// ReadRuns gives the rows of a scenario folder's runs table in the order of the plan, in bounded memory. It reads several
// parts at the same time, and ends with the first error.
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
		m.readAhead(paths, yield)
	}
}

// ReadPart gives the rows of a part's runs table, like ReadRuns. The error is fs.ErrNotExist without such a part.
// Several parts may be read at the same time.
func (m *Manifest) ReadPart(dir string, part int) iter.Seq2[RunRow, error] {
	return func(yield func(RunRow, error) bool) { m.runsReader().read(PartPath(dir, Runs, part), yield) }
}

// runsReader reads runs tables one after another.
type runsReader struct {
	manifest *Manifest
	want     []parquet.Field   // of the columns that are read
	chunk    [][]parquet.Value // by column, reused
}

func (m *Manifest) runsReader() *runsReader {
	want := schemaOf(Runs, Columns(Runs, m.Axes)).Fields()
	return &runsReader{manifest: m, want: want, chunk: newChunk(len(want))}
}

func (r *runsReader) read(path string, yield func(RunRow, error) bool) (more bool) {
	file, err := openTable(path)
	if err != nil {
		yield(RunRow{}, err)
		return false
	}
	leaves := file.leavesOf(Runs, r.want)
	if leaves == nil {
		file.Close()
		yield(RunRow{}, fmt.Errorf("%s: columns are not those of the manifest", path))
		return false
	}
	s := file.scan(leaves, r.chunk)
	defer s.close()
	for row, err := range s.each() {
		var run RunRow
		if err == nil {
			run = r.manifest.runRow(row)
		}
		if !yield(run, err) || err != nil {
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
