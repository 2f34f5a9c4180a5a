package sim

import (
	"runtime"
	"sync/atomic"
)

// team works on the blocks of one network in parallel: its members, which are goroutines, and the caller. No block depends
// on what another writes. Sums of blocks, or of addedAtOnce numbers, are reduced afterwards in their order. So the result is
// the same to the bit for any number of workers. A nil team leaves all work to the caller.
//
// Each worker has a share of the chunks that work is cut into, the same in every pass, so that the numbers of its agents stay in the
// cache of its core. Who has finished takes the shares that nobody has begun. It leaves the others a moment, as it would have to fetch
// numbers that they have, and then takes their chunks too. So the caller waits for no member that the processor has no time for, but for
// one that is within a chunk.
type team struct {
	shares []share // by worker; the caller has the first
	wake   chan struct{}
	_      [96]byte
	job    atomic.Pointer[job] // the present pass, or the last; what waiting members look at
	_      [120]byte
	passes int64        // so far
	chunks int64        // of all passes
	asleep atomic.Int64 // members
}

// job is one pass over a range.
type job struct {
	number int64 // of the pass, from 1 on
	all    span
	do     func(part span)
	chunks int64 // of each share
}

// ended is the job of a team that is closed.
var ended job

// share is what has been taken of one worker's chunks, and what that worker has done. Shares are apart in memory, each mostly in
// the cache of one core; so are the two numbers, as others look at done while they wait.
type share struct {
	taken atomic.Int64 // number of the pass, times chunksPerShare, plus the chunks of the share that are taken
	_     [120]byte
	done  atomic.Int64 // chunks that this worker has done, of any share and pass
	_     [120]byte
}

// chunksPerShare is enough for others to help out, and few enough to keep chunks long.
const chunksPerShare = 4

// pass is work on one block, or one bundle of blocks.
type pass func(f *fields, number int)

// parallelAgents is the number of agents above which goroutines save more time
// than their synchronization costs, as measured (docs/performance.md).
const parallelAgents = 4096

// newTeam starts workers for a network of so many agents. It returns
// nil if the network is too small to gain from them. close ends them.
func newTeam(workers, agents int) *team {
	workers = min(workers, agents/leastShare)
	if workers < 2 || agents < parallelAgents {
		return nil
	}
	t := &team{shares: make([]share, workers), wake: make(chan struct{}, workers)}
	for w := range workers - 1 {
		go t.work(w + 1)
	}
	return t
}

// leastShare is the number of agents below which a further worker has too little to do.
const leastShare = 2 * blockAgents

// Who has finished looks for about a microsecond whether those have too who have begun, before it helps them. A member goes on to look
// for the next pass for some ten microseconds. Then it lets others run before every look, and at last it sleeps.
const (
	late    = 200
	eager   = 2000
	patient = 100
)

func (t *team) work(worker int) {
	var last *job
	for idle := 0; ; idle++ {
		switch j := t.job.Load(); {
		case j == &ended:
			return
		case j != last:
			t.takeShare(worker, worker, j)
			t.help(worker, j, false)
			last, idle = j, 0
		case idle == late && last != nil:
			t.help(worker, last, true)
		case idle > eager+patient:
			if t.asleep.Add(1); t.job.Load() == &ended {
				return
			}
			<-t.wake
			idle = 0
		case idle > eager:
			runtime.Gosched()
		}
	}
}

// help works on what is left of other shares: of those that nobody has begun, or of all.
func (t *team) help(worker int, j *job, begun bool) {
	for k := 1; k < len(t.shares); k++ {
		of := (worker + k) % len(t.shares)
		if begun || t.shares[of].taken.Load() <= j.none() {
			t.takeShare(worker, of, j)
		}
	}
}

// none is the taken of a share of which nothing is taken.
func (j *job) none() int64 { return j.number * chunksPerShare }

// takeShare works on the chunks that are left of a share.
func (t *team) takeShare(worker, of int, j *job) {
	s, none, done := &t.shares[of], j.none(), int64(0)
	for {
		before := s.taken.Load()
		taken := max(before, none)
		if taken-none >= j.chunks {
			break
		}
		if s.taken.CompareAndSwap(before, taken+1) {
			j.do(j.chunk(int64(of)*j.chunks+taken-none, int64(len(t.shares))))
			done++
		}
	}
	if done > 0 {
		t.shares[worker].done.Add(done)
	}
}

// chunk is chunk c of those of so many workers.
func (j *job) chunk(c, workers int64) span {
	number, chunks := int64(j.all.end-j.all.first), j.chunks*workers
	return span{j.all.first + int(c*number/chunks), j.all.first + int((c+1)*number/chunks)}
}

// run calls do for all parts of a range that has at least one element for each worker, and returns when all is done.
func (t *team) run(all span, do func(part span)) {
	workers := len(t.shares)
	t.passes++
	j := &job{number: t.passes, all: all, do: do, chunks: int64(min((all.end-all.first)/workers, chunksPerShare))}
	t.chunks += j.chunks * int64(workers)
	t.give(j)
	t.takeShare(0, 0, j)
	t.help(0, j, false)
	for turn := 1; t.done() < t.chunks; turn++ {
		if turn == late {
			t.help(0, j, true)
		}
		if turn%eager == 0 {
			runtime.Gosched()
		}
	}
}

// give makes a job known. A member that falls asleep meanwhile misses it, and others do it.
func (t *team) give(j *job) {
	t.job.Store(j)
	if t.asleep.Load() > 0 {
		for range t.asleep.Swap(0) {
			t.wake <- struct{}{}
		}
	}
}

// done is the number of chunks that are done, of all passes.
func (t *team) done() (sum int64) {
	for w := range t.shares {
		sum += t.shares[w].done.Load()
	}
	return sum
}

// each works on a range of blocks, and returns when all are done.
func (f *fields) each(blocks span, do pass) {
	t := f.team
	if t == nil || blocks.end-blocks.first < len(t.shares) {
		for b := blocks.first; b < blocks.end; b++ {
			do(f, b)
		}
		return
	}
	t.run(blocks, func(part span) {
		for b := part.first; b < part.end; b++ {
			do(f, b)
		}
	})
}

func (t *team) close() {
	if t == nil {
		return
	}
	t.give(&ended)
}
