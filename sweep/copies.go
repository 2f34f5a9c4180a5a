package sweep

import (
	"context"
	"iter"
	"runtime"

	"github.com/circsim/circsim/output"
	"golang.org/x/sync/errgroup"
)

// copies finds the finished runs of other folders that are runs of a batch, by their identity. They are
// copied, never made again. The folders are those of a smaller study that is extended and of the shards of
// an adaptive sweep.
type copies struct {
	folders []*output.Finished
	seen    [][]bool // by folder: the runs that were found in any batch so far
	matches []match  // by run of the batch
	first   int64    // number of the batch's first run
}

// match is where a finished run is.
type match struct {
	folder, index int32 // index in the folder's finished runs; -1: nowhere
}

// add adds the finished runs of a folder.
func (c *copies) add(f *output.Finished) {
	c.folders = append(c.folders, f)
	c.seen = append(c.seen, make([]bool, f.Len()))
}

// find turns to a batch whose first run has the given number.
func (c *copies) find(ctx context.Context, plan *Plan, b batch, first int64) error {
	c.first, c.matches = first, nil
	if len(c.folders) == 0 {
		return nil
	}
	c.matches = make([]match, b.runs())
	const block = 256
	build := c.folders[0].Manifest.Build // all have that of the plan
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(runtime.GOMAXPROCS(0))
	for begin := int64(0); begin < int64(len(c.matches)); begin += block {
		all.Go(func() error {
			for i := begin; i < min(begin+block, int64(len(c.matches))); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				c.matches[i].index = -1
				values, seed := b.point(i)
				spec, err := plan.scenario.With(plan.settings(values)...)
				if err != nil {
					continue // the run will fail for this reason
				}
				c.matches[i] = c.lookUp(output.Identity(spec, seed, build))
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	for _, m := range c.matches {
		if m.index >= 0 {
			c.seen[m.folder][m.index] = true
		}
	}
	return nil
}

// lookUp finds a run in the first folder that has it.
func (c *copies) lookUp(identity string) match {
	for folder, f := range c.folders {
		if i := f.Find(identity); i >= 0 {
			return match{int32(folder), int32(i)}
		}
	}
	return match{index: -1}
}

// of says where the finished run is that is the same as a run of the batch.
func (c *copies) of(run int64) (at match, found bool) {
	if len(c.matches) == 0 {
		return match{}, false
	}
	at = c.matches[run-c.first]
	return at, at.index >= 0
}

// missed counts the runs of a folder that were in no batch. The second result is the lowest number of such a
// run, -1 if there are none.
func (c *copies) missed(folder int) (missed int, lowest int64) {
	var found iter.Seq[int] = func(yield func(int) bool) {
		for i, seen := range c.seen[folder] {
			if seen && !yield(i) {
				return
			}
		}
	}
	return c.folders[folder].Missed(found)
}

// open opens the tables of all folders for reading.
func (c *copies) open() (rows []*output.FinishedRows) {
	for _, f := range c.folders {
		rows = append(rows, f.Rows())
	}
	return rows
}

// removeShards removes the folders of shards whose runs all are in the sweep now.
func (f *folder) removeShards() error {
	if len(f.shards) == 0 {
		return nil
	}
	var done []output.ShardFolder
	for i, s := range f.shards {
		if missed, _ := f.copies.missed(f.firstShard + i); missed == 0 {
			done = append(done, s)
		}
	}
	return output.RemoveShards(f.base, done)
}
