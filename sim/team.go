package sim

import "sync"

// team works on the blocks of one network in parallel. No block depends on what
// another writes, and sums are reduced afterwards in the order of blocks. So the
// result is the same to the bit for any number of workers. A nil team leaves all
// work to the caller.
type team struct {
	jobs chan job
	done sync.WaitGroup
}

type job struct {
	blocks span
	do     pass
	f      *fields
}

// pass is work on one block.
type pass func(f *fields, block int)

// parallelBlocks is the number of blocks above which goroutines save more time
// than their synchronization costs, as measured (docs/performance.md).
const parallelBlocks = 32

// newTeam starts workers for a network of the given number of blocks. It returns
// nil if the network is too small to gain from them. close ends them.
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

// each works on a range of blocks, and returns when all are done.
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
