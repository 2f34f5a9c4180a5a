package sweep

import (
	"iter"
	"runtime"

	"github.com/circsim/circsim/output"
	"golang.org/x/sync/errgroup"
)

// work is what there is to do in a batch.
type work struct {
	manifest   *output.Manifest
	first      int64 // run of the batch
	todo       []task
	runs, kept int64 // of the batch, or of the shard's share of it
}

// task is a part that is not complete.
type task struct {
	part int
	have int64 // runs that a part cut short holds already
}

// look finds out what is there of the rounds that have come to the manifest. It reads all of it, so
// that damage anywhere is found.
func (f *folder) look() (*work, error) {
	w := &work{manifest: f.manifest}
	begin := f.looked
	w.first, _ = f.manifest.Block(begin)
	for round := f.rounds; round < len(f.manifest.Rounds); round++ {
		_, parts := f.manifest.RoundParts(round)
		f.looked += parts
	}
	f.rounds = len(f.manifest.Rounds)
	var parts []int
	for part := begin; part < f.looked; part++ {
		if f.Shard.makes(part) {
			parts = append(parts, part)
		}
	}
	have, err := f.keeps(parts)
	if err != nil {
		return nil, err
	}
	for i, part := range parts {
		_, runs := f.manifest.Block(part)
		w.runs += runs
		w.kept += have[i]
		if have[i] < runs {
			w.todo = append(w.todo, task{part, have[i]})
		}
	}
	return w, nil
}

// keeps counts the runs that each part holds and that are to stay.
func (f *folder) keeps(parts []int) ([]int64, error) {
	have := make([]int64, len(parts))
	if !f.Resume {
		return have, nil
	}
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i, part := range parts {
		all.Go(func() error {
			runs, state, err := f.manifest.Held(f.dir, part)
			if state == output.Foreign {
				return f.refuse("%v", err)
			}
			have[i] = runs
			return nil
		})
	}
	return have, all.Wait()
}

// points are the runs to make, part after part.
func (w *work) points(b batch, todo <-chan task) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for t := range todo {
			first, runs := w.manifest.Block(t.part)
			for run := first + t.have; run < first+runs; run++ {
				values, seed := b.point(run - w.first)
				if !yield(Point{run, values, seed}) {
					return
				}
			}
		}
	}
}
