package output

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Record is what one file of a part says about one of its runs. It suffices to repeat the run and to write the file
// again.
type Record struct {
	Scenario string // name of the study
	Text     string // of the scenario file
	Sets     []string
	Build    Build
	PlanHash string
	Table    Table
	Part     int
	First    int64 // first run of the part
	Planned  int64 // number of runs that the plan gives the part
	Runs     int64 // number of these in the file
	Run      int64
	Seed     int64
	Axes     []Axis // without their values
	Values   []any  // of the axes, in this run
	Identity string // empty if the file is not of the runs table
}

// ReadRecord reads the record of a run from a file of any table and part. The file may stand alone, in any folder. The
// error says that circsim did not write the file, that it has another format, is damaged, or has no row of the run.
func ReadRecord(path string, run int64) (*Record, error) {
	s, err := newScan(path)
	if err != nil {
		return nil, err
	}
	defer s.close()
	r, err := s.file.record()
	if err != nil {
		return nil, err
	}
	if s.file.leaves(r.Table, r.Axes) == nil {
		return nil, fmt.Errorf("%s: columns are not those that its metadata names", path)
	}
	for row, err := range s.each() {
		if err != nil {
			return nil, err
		}
		if s.columns[runColumn][row.row].Int64() == run {
			r.Run, r.Seed, r.Values, r.Identity = row.keys(r.Table, r.Axes)
			return r, nil
		}
	}
	return nil, fmt.Errorf("%s: has no row of run %d; it holds %d of the runs %d to %d", path, run, r.Runs, r.First, r.First+r.Planned-1)
}

// record returns what the metadata say about all runs of the file.
func (f openFile) record() (*Record, error) {
	format, ok := f.Lookup(metaFormat)
	switch {
	case !ok:
		return nil, notOurs(f.Path)
	case format != strconv.Itoa(Format):
		return nil, fmt.Errorf("%s: format %s, this circsim reads format %d", f.Path, format, Format)
	}
	r := new(Record)
	var part int64
	for _, text := range []struct {
		key string
		to  *string
	}{{metaScenario, &r.Scenario}, {metaText, &r.Text}, {metaPlan, &r.PlanHash}, {metaTable, (*string)(&r.Table)}} {
		if *text.to, ok = f.Lookup(text.key); !ok {
			return nil, fmt.Errorf("%s: lacks %s", f.Path, text.key)
		}
	}
	for _, number := range []struct {
		key string
		to  *int64
	}{{metaPart, &part}, {metaFirst, &r.First}, {metaPartRuns, &r.Planned}, {metaRuns, &r.Runs}} {
		var err error
		if *number.to, err = f.number(number.key); err != nil {
			return nil, err
		}
	}
	r.Part = int(part)
	for _, object := range []struct {
		key string
		to  any
	}{{metaSets, &r.Sets}, {metaBuild, &r.Build}, {metaAxes, &r.Axes}} {
		text, _ := f.Lookup(object.key)
		if err := json.Unmarshal([]byte(text), object.to); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", f.Path, object.key, err)
		}
	}
	return r, nil
}

// number returns an integer of the metadata.
func (f openFile) number(key string) (int64, error) {
	text, _ := f.Lookup(key)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %s is %q", f.Path, key, text)
	}
	return n, nil
}
