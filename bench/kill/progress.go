package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/circsim/circsim/output"
)

// progress describes the folder of a killed sweep.
type progress struct {
	started bool                // a sweep was begun in the folder
	runs    []bool              // by number: the run is in the runs table
	whole   map[int]fs.FileInfo // file of the runs table, by complete part
}

// look reads the runs table. A run that occurs twice, or is not in the plan, is an
// error.
func look(dir string, runs int64) (progress, error) {
	p := progress{started: true, runs: make([]bool, runs), whole: map[int]fs.FileInfo{}}
	m, err := output.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil // killed before it wrote the manifest
	}
	if err != nil {
		return p, err
	}
	for row, err := range output.ReadRuns(dir) {
		switch {
		case err != nil:
			return p, err
		case row.Run < 0 || row.Run >= runs:
			return p, fmt.Errorf("run %d is not in the plan", row.Run)
		case p.runs[row.Run]:
			return p, fmt.Errorf("run %d occurs twice", row.Run)
		}
		p.runs[row.Run] = true
	}
	for part := range m.Parts {
		first, n := m.Block(part)
		if count(p.runs[first:first+n]) < n {
			continue
		}
		if p.whole[part], err = os.Stat(output.PartPath(dir, output.Runs, part)); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (p progress) finished() int64 { return count(p.runs) }

func count(runs []bool) (n int64) {
	for _, there := range runs {
		if there {
			n++
		}
	}
	return n
}

// keptBy checks that every run is still there at a later time, and that no complete
// part was made again.
func (p progress) keptBy(later progress) error {
	for run, there := range p.runs {
		if there && !later.runs[run] {
			return fmt.Errorf("run %d was finished and is lost", run)
		}
	}
	for part := range later.whole {
		is := later.whole[part]
		if was, there := p.whole[part]; there && !(os.SameFile(was, is) && was.ModTime().Equal(is.ModTime())) {
			return fmt.Errorf("part %d was finished and was made again", part)
		}
	}
	return nil
}
