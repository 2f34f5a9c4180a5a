package transitions

import (
	"math"
	"testing"
)

// Training error of a model that interpolates 2 N items, and errs on the rest.
func TestEffectiveComplexity(t *testing.T) {
	const seeds = 9
	covers(t, func(trial int) []known {
		noise := stream(trial, "noise")
		var runs []Run
		peak := synthetic{}
		peak.xs, peak.ys = logs(500, 0.25, 9), shifted(trial, 200, 0.06, 45)
		for _, x := range peak.xs {
			for _, y := range peak.ys {
				for seed := range int64(seeds) {
					e := max(0, 1-2*x/y) + 0.03*math.Abs(noise.Normal(uint64(len(runs))))
					runs = append(runs, Run{X: x, Y: y, Value: e, Seed: seed})
				}
			}
		}
		line := EffectiveComplexity(runs, 0.1, bootstrap(trial, 100))
		// Mean noise is 0.03 sqrt(2/pi), so that 0.1 is reached where 1 - 2 x/y is what is left.
		ratio := 2 / (1 - 0.1 + 0.03*math.Sqrt(2/math.Pi))
		return []known{
			{"complexity", ratio * line.X[4], line.Y[4]},
		}
	})
}
