package transitions

import (
	"math"
	"testing"
)

func TestCrossingIntervalsCover(t *testing.T) {
	x := 1000 * math.Pow(5, 1/1.1)
	for name, c := range map[string]synthetic{
		"noise":             {seeds: 11, noise: 0.1},
		"few seeds":         {seeds: 5, noise: 0.1},
		"thresholds differ": {seeds: 11, jitter: 0.05, noise: 0.02},
		"own seeds":         {seeds: 11, noise: 0.1, alone: true},
	} {
		t.Run(name, func(t *testing.T) {
			covers(t, func(trial int) []known {
				gen, mem := c, c
				gen.xs, gen.ys = shifted(trial, 1000, 0.25, 5), shifted(trial, 600, 0.04, 20)
				mem.xs, mem.ys = gen.xs, gen.ys
				gen.at, gen.width = critical, 0.06
				mem.at, mem.width, mem.name = capacity, -0.06, "of memory"
				b := bootstrap(trial, 120)
				c := Cross(FindBoundary(gen.runs(trial), 0.5, LastRise, b), FindBoundary(mem.runs(trial), 0.5, FirstFall, b))
				return []known{{"x", x, c.X}, {"y", critical(x), c.Y}}
			})
		})
	}
}

// Past the crossing all networks generalize, so that no loss of memory is seen there: the crossing is between the last size
// that loses memory and the next one.
func TestCrossingWhereABoundaryLeavesTheRuns(t *testing.T) {
	c := synthetic{seeds: 5, width: 0.03, noise: 0.02, at: critical, xs: logs(1000, 0.25, 7), ys: logs(150, 0.05, 32)}
	b := bootstrap(0, 200)
	generalized := FindBoundary(c.runs(0), 0.5, LastRise, b)
	c.width, c.at, c.name = -0.03, capacity, "of memory"
	memory := c.runs(0)
	for i, r := range memory {
		if r.X > 4319 {
			memory[i].Value = 1
		}
	}
	got := Cross(generalized, FindBoundary(memory, 0.5, FirstFall, b))
	t.Logf("%+v", got)
	if got.Extrapolated || math.Abs(got.X.Low/c.xs[2]-1) > 1e-9 || math.Abs(got.X.High/c.xs[3]-1) > 1e-9 || got.Y.Low > 1289 || got.Y.High < 1289 {
		t.Errorf("%+v", got)
	}
	// Without these sizes there is no sign of a crossing within the runs.
	known := memory[:0]
	for _, r := range memory {
		if r.X < 4319 {
			known = append(known, r)
		}
	}
	got = Cross(generalized, FindBoundary(known, 0.5, FirstFall, b))
	t.Logf("%+v", got)
	if !got.Extrapolated || got.X.Low > 4319 || got.X.High < 4319 || got.Y.Low > 1289 || got.Y.High < 1289 {
		t.Errorf("%+v", got)
	}
}
