package sim

import "sync"

// team steps blocks of one network's agents in parallel goroutines. A block's
// work depends on nothing that another block writes, and sums are reduced
// afterwards in the order of blocks, so any number of workers gives the same
// bytes. The nil team works alone.
type team struct {
	jobs chan job
	done sync.WaitGroup
}

type job struct {
	blocks span
	do     pass
	f      *fields
}

// pass is the work on one block, given the fields it is done for.
type pass func(f *fields, block int)

// parallelBlocks is the number of blocks from which the goroutines earn more
// than their synchronization costs, as measured (docs/performance.md).
const parallelBlocks = 32

// newTeam starts workers for a network of the given number of blocks; nil when
// it is too small to gain by them. Close ends them.
func newTeam(workers, blocks int) *team {
	if workers < 2 || blocks < parallelBlocks {
		return nil
	}
	t := &team{jobs: make(chan job, workers)}
	for range workers {
		go func() {
			for j := range t.jobs {
				for b := j.blocks.first; b < j.blocks.end; b++ {
					j.do(j.f, b)
				}
				t.done.Done()
			}
		}()
	}
	return t
}

// each does the work on every block of a run, and returns when all is done.
func (f *fields) each(blocks span, do pass) {
	t, number := f.team, blocks.end-blocks.first
	if t == nil || number < parallelBlocks {
		for b := blocks.first; b < blocks.end; b++ {
			do(f, b)
		}
		return
	}
	parts := min(cap(t.jobs), number)
	t.done.Add(parts)
	for p := range parts {
		t.jobs <- job{span{blocks.first + p*number/parts, blocks.first + (p+1)*number/parts}, do, f}
	}
	t.done.Wait()
}

func (t *team) close() {
	if t != nil {
		close(t.jobs)
	}
}
