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
	first, end int
	do         func(block int)
}

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
				for b := j.first; b < j.end; b++ {
					j.do(b)
				}
				t.done.Done()
			}
		}()
	}
	return t
}

// each calls do for every block from first up to end, and returns when all are done.
func (t *team) each(first, end int, do func(block int)) {
	if t == nil || end-first < parallelBlocks {
		for b := first; b < end; b++ {
			do(b)
		}
		return
	}
	parts := min(cap(t.jobs), end-first)
	t.done.Add(parts)
	for p := range parts {
		t.jobs <- job{first + p*(end-first)/parts, first + (p+1)*(end-first)/parts, do}
	}
	t.done.Wait()
}

func (t *team) close() {
	if t != nil {
		close(t.jobs)
	}
}
