package sim

import (
	"fmt"
	"testing"
)

// One big network stepped by one worker and by two, to justify parallelAgents:
//
//	go test -run '^$' -bench Workers -count 5 ./sim

var networkSizes = []int{10_000, 20_000, 50_000, 100_000}

// BenchmarkWorkersFlow is a whole run of the flow, set-up and observation included.
func BenchmarkWorkersFlow(b *testing.B) {
	benchmarkWorkers(b, networkSizes)
}

// BenchmarkWorkersGD is a run of 10^4 explicit optimizer steps.
func BenchmarkWorkersGD(b *testing.B) {
	benchmarkWorkers(b, networkSizes[:1], "training.dynamics=gd")
}

func benchmarkWorkers(b *testing.B, sizes []int, sets ...string) {
	for _, agents := range sizes {
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("agents=%d/workers=%d", agents, workers), func(b *testing.B) {
				s := populated(b, agents, append(sets, "record.points=2")...)
				for b.Loop() {
					run(b, s, 1, Options{Workers: workers})
				}
			})
		}
	}
}

// BenchmarkBarrier is what the goroutines cost: two workers called together
// for blocks of no work.
func BenchmarkBarrier(b *testing.B) {
	t := newTeam(2, parallelAgents)
	defer t.close()
	f := &fields{team: t}
	for b.Loop() {
		f.each(span{0, parallelAgents / blockAgents}, func(*fields, int) {})
	}
}

// BenchmarkEvaluation is one evaluation of all rates, by blocks of agents:
// what the workers earn without the serial rest of a run.
func BenchmarkEvaluation(b *testing.B) {
	for _, blocks := range []int{4, 8, 16, 32, 64, 200} {
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("blocks=%d/workers=%d", blocks, workers), func(b *testing.B) {
				w, y := middle(b, blocks*blockAgents)
				w.f.team = newTeam(workers, len(y))
				defer w.f.team.close()
				derivative := make([]float64, len(y))
				for b.Loop() {
					rateAt(w, y, derivative)
				}
			})
		}
	}
}
