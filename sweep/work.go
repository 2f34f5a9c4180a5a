package sweep

import (
	"iter"
	"runtime"
	"slices"
	"sort"

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
	have []int64 // runs of it that are there, ascending
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
	kept := make([]int64, len(parts))
	tasks := make([]*task, len(parts))
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i, part := range parts {
		all.Go(func() (err error) {
			tasks[i], kept[i], err = f.taskOf(part)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	for i, part := range parts {
		_, runs := f.manifest.Block(part)
		w.runs += runs
		w.kept += kept[i]
		if tasks[i] != nil {
			w.todo = append(w.todo, *tasks[i])
		}
	}
	return w, nil
}

// taskOf is what there is to do for a part, nil where it is complete, and the number of its runs that stay.
func (f *folder) taskOf(part int) (*task, int64, error) {
	if !f.Resume {
		return &task{part: part}, 0, nil
	}
	held, state, err := f.manifest.Held(f.dir, part)
	_, runs := f.manifest.Block(part)
	switch {
	case state == output.Foreign:
		return nil, 0, f.refuse("%v", err)
	case state == output.Complete:
		return nil, runs, nil
	case int64(len(held)) == runs: // of a plan that gave the part more
		return nil, runs, f.rewrite(part)
	}
	return &task{part, held}, int64(len(held)), nil
}

// rewrite makes a part that has all its runs say so.
func (f *folder) rewrite(index int) error {
	part, err := output.NewPart(f.dir, f.manifest, index)
	if err != nil {
		return err
	}
	defer part.Discard()
	if _, err := part.Resume(f.dir); err != nil {
		return err
	}
	return part.Commit()
}

// of is the task that a run belongs to.
func (w *work) of(run int64) task {
	i := sort.Search(len(w.todo), func(i int) bool {
		first, runs := w.manifest.Block(w.todo[i].part)
		return run < first+runs
	})
	return w.todo[i]
}

// points are the runs to make, part after part.
func (w *work) points(b batch, todo <-chan task) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for t := range todo {
			first, runs := w.manifest.Block(t.part)
			for run := first; run < first+runs; run++ {
				if _, there := slices.BinarySearch(t.have, run); there {
					continue
				}
				values, seed := b.point(run - w.first)
				if !yield(Point{run, values, seed}) {
					return
				}
			}
		}
	}
}
