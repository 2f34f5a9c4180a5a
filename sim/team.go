package sim

import (
	"runtime"
	"sync/atomic"
)

// team works on the blocks of one network in parallel: its members, which are goroutines, and the caller. No block depends
// on what another writes, and sums are reduced afterwards in the order of blocks. So the result is the same to the bit for
// any number of workers. A nil team leaves all work to the caller.
//
// Work is cut into chunks, which whoever is free takes. So the caller waits for no member that the processor has no time
// for, but for one that is within a chunk.
type team struct {
	workers int
	do      func(chunk int)
	left    atomic.Int64 // chunks that nobody has taken
	done    atomic.Int64 // chunks
	asleep  atomic.Int64 // members
	wake    chan struct{}
	closed  atomic.Bool
}

// pass is work on one block, or one bundle of blocks.
type pass func(f *fields, number int)

// parallelAgents is the number of agents above which goroutines save more time
// than their synchronization costs, as measured (docs/performance.md).
const parallelAgents = 4096

// newTeam starts workers for a network of so many agents. It returns
// nil if the network is too small to gain from them. close ends them.
func newTeam(workers, agents int) *team {
	if workers < 2 || agents < parallelAgents {
		return nil
	}
	t := &team{workers: workers, wake: make(chan struct{}, workers)}
	for range workers - 1 {
		go t.work()
	}
	return t
}

// A member that finds no chunk looks again for some ten microseconds, since one pass follows another. Then it lets others
// run before every look, and at last it sleeps.
const (
	eager   = 2000
	patient = 100
)

func (t *team) work() {
	for idle := 0; !t.closed.Load(); idle++ {
		switch {
		case t.takeChunk():
			idle = 0
		case idle > eager+patient:
			if t.asleep.Add(1); t.closed.Load() {
				return
			}
			<-t.wake
			idle = 0
		case idle > eager:
			runtime.Gosched()
		}
	}
}

// takeChunk works on a chunk, if one is left.
func (t *team) takeChunk() bool {
	for {
		left := t.left.Load()
		if left == 0 {
			return false
		}
		if t.left.CompareAndSwap(left, left-1) {
			t.do(int(left - 1))
			t.done.Add(1)
			return true
		}
	}
}

// run works on so many chunks, and returns when all are done.
func (t *team) run(chunks int, do func(chunk int)) {
	t.do = do
	t.done.Store(0)
	t.left.Store(int64(chunks))
	// A member that falls asleep meanwhile misses this work, which others do.
	for range t.asleep.Swap(0) {
		t.wake <- struct{}{}
	}
	for t.takeChunk() {
	}
	for turn := 1; t.done.Load() < int64(chunks); turn++ {
		if turn%eager == 0 {
			runtime.Gosched()
		}
	}
}

// chunksPerWorker is enough for the work to be shared evenly, and few enough to keep chunks long.
const chunksPerWorker = 2

// split calls do for parts of a range of n things, and returns when all are done. Parts begin at multiples of
// eight, so that vectors by lanes are cut between vectors.
func (t *team) split(n int, do func(part span)) {
	chunks := t.workers * chunksPerWorker
	t.run(chunks, func(c int) {
		part := span{c * n / chunks &^ 7, (c + 1) * n / chunks &^ 7}
		if c == chunks-1 {
			part.end = n
		}
		do(part)
	})
}

// each works on a range of blocks, and returns when all are done.
func (f *fields) each(blocks span, do pass) {
	t, number := f.team, blocks.end-blocks.first
	if t == nil || number < t.workers {
		for b := blocks.first; b < blocks.end; b++ {
			do(f, b)
		}
		return
	}
	chunks := min(t.workers*chunksPerWorker, number)
	t.run(chunks, func(c int) {
		for b := blocks.first + c*number/chunks; b < blocks.first+(c+1)*number/chunks; b++ {
			do(f, b)
		}
	})
}

func (t *team) close() {
	if t == nil {
		return
	}
	t.closed.Store(true)
	for range t.asleep.Swap(0) {
		t.wake <- struct{}{}
	}
}
