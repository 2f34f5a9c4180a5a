package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/circsim/circsim/output"
)

// progress is what a killed sweep has left in its tables.
type progress struct {
	started bool
	runs    []bool              // in the table
	whole   map[int]fs.FileInfo // runs files of the parts that hold all their runs
}

// look reads the runs table. It is an error if a run stands there twice.
func look(dir string, runs int64) (progress, error) {
	p := progress{started: true, runs: make([]bool, runs), whole: map[int]fs.FileInfo{}}
	m, err := output.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil // killed before it wrote anything
	}
	if err != nil {
		return p, err
	}
	for row, err := range output.ReadRuns(dir) {
		switch {
		case err != nil:
			return p, err
		case row.Run < 0 || row.Run >= runs:
			return p, fmt.Errorf("run %d is not of the plan", row.Run)
		case p.runs[row.Run]:
			return p, fmt.Errorf("run %d is there twice", row.Run)
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

// keptBy checks that later progress has lost no run, and made no finished part again.
func (p progress) keptBy(later progress) error {
	for run, there := range p.runs {
		if there && !later.runs[run] {
			return fmt.Errorf("run %d was finished and is lost", run)
		}
	}
	for part := range later.whole {
		is := later.whole[part]
		if was, there := p.whole[part]; there && !(os.SameFile(was, is) && was.ModTime().Equal(is.ModTime())) {
			return fmt.Errorf("part %d was finished and is made again", part)
		}
	}
	return nil
}
