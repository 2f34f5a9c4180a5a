package sim

import (
	"context"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// patience is how long a test waits for goroutines: far longer than they take.
const patience = 10 * time.Second

// soon reports whether something comes true while a test has patience.
func soon(is func() bool) bool {
	for end := time.Now().Add(patience); !is(); runtime.Gosched() {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// members is the number of goroutines that are members of any team, which newTeam has created.
func members() int {
	stacks := make([]byte, 1<<20)
	return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), ".newTeam in goroutine")
}

// noMembers fails a test unless the members of all teams end.
func noMembers(t *testing.T) {
	t.Helper()
	if !soon(func() bool { return members() == 0 }) {
		t.Fatalf("%d goroutines of teams are left", members())
	}
}

// Members end with their run, whether it is finished or not.
func TestMembersEndWithTheirRun(t *testing.T) {
	const workers = 4
	s := populated(t, workers*leastShare, "training.steps=100", "record.points=2")
	noMembers(t)
	for _, steps := range []int{0, 5} {
		most := 0
		_, err := Run(context.Background(), s, 1, Options{Workers: workers, MaxSteps: steps, Progress: func(float64) { most = max(most, members()) }})
		if finished := err == nil; finished != (steps == 0) {
			t.Fatalf("at most %d steps: error %v", steps, err)
		}
		if most != workers-1 {
			t.Errorf("at most %d steps: %d members beside the caller, want %d", steps, most, workers-1)
		}
		noMembers(t)
	}
}

// Members that have nothing to do fall asleep. A pass wakes them, and so does the end.
func TestMembersTakePartAfterSleep(t *testing.T) {
	const workers = 3
	noMembers(t)
	team := newTeam(workers, parallelAgents)
	sleep := func() {
		if !soon(func() bool { return team.asleep.Load() == workers-1 }) {
			t.Fatalf("%d members sleep, want %d", team.asleep.Load(), workers-1)
		}
	}
	for range 3 {
		sleep()
		// No part ends before every worker has begun one.
		var begun atomic.Int64
		end := time.Now().Add(patience)
		team.run(span{0, workers * chunksPerShare}, func(span) {
			for begun.Add(1); begun.Load() < workers && time.Now().Before(end); {
				runtime.Gosched()
			}
		})
		if time.Now().After(end) {
			t.Fatal("a pass does not wake all members")
		}
	}
	sleep()
	team.close()
	noMembers(t)
}

// A pass waits for no member that does not come, nor for one that leaves its share.
func TestCallerDoesWhatMembersLeave(t *testing.T) {
	const workers = 3
	team := &team{shares: make([]share, workers)}
	var done [2 * workers * chunksPerShare]atomic.Int64
	pass := func() {
		team.run(span{0, len(done)}, func(part span) {
			for k := part.first; k < part.end; k++ {
				done[k].Add(1)
			}
		})
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		pass()
		pass()
		// A member does the first chunk of its share in the next pass, and is not seen again.
		next := job{number: team.passes + 1, all: span{0, len(done)}, chunks: chunksPerShare}
		team.shares[1].taken.Store(next.none() + 1)
		did := next.chunk(chunksPerShare, workers)
		for k := did.first; k < did.end; k++ {
			done[k].Add(1)
		}
		team.shares[1].done.Add(1)
		pass()
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatal("a pass waits for members that are not there")
	}
	for k := range done {
		if n := done[k].Load(); n != 3 {
			t.Errorf("three passes do part %d %d times", k, n)
		}
	}
}
