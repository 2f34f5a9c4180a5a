package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// Monotone curves with every kind of noise: at most 5% of them may show a peak or a valley anywhere.
func TestMonotoneCurvesHaveNoExtrema(t *testing.T) {
	const scales = 17
	for _, c := range []struct {
		name  string
		seeds int
		curve func(i float64) float64
		noise func(d monotoneDraws) float64
		alone bool
	}{
		{"flat", 11, func(i float64) float64 { return 0 }, even, false},
		{"step", 11, func(i float64) float64 { return min(1, math.Floor(i/2)) }, even, false},
		{"step, seeds of their own", 11, func(i float64) float64 { return min(1, math.Floor(i/2)) }, even, true},
		{"falling step", 11, func(i float64) float64 { return -min(1, math.Floor(i/2)) }, even, false},
		{"step, few seeds", 5, func(i float64) float64 { return min(1, math.Floor(i/2)) }, even, false},
		{"step, three seeds", 3, func(i float64) float64 { return min(1, math.Floor(i/2)) }, even, false},
		{"step, many seeds", 30, func(i float64) float64 { return min(1, math.Floor(i/2)) }, even, false},
		{"line", 11, func(i float64) float64 { return i / scales }, even, false},
		{"uneven noise", 11, func(i float64) float64 { return min(1, math.Floor(i/2)) }, func(d monotoneDraws) float64 { return d.y + 0.1*d.normal*math.Exp(2*d.scale) }, false},
		{"noise of seeds", 11, func(i float64) float64 { return min(1, math.Floor(i/2)) }, func(d monotoneDraws) float64 { return d.y + 0.1*d.normal + 0.3*d.seed }, false},
		{"skewed noise", 11, func(i float64) float64 { return min(1, math.Floor(i/2)) }, func(d monotoneDraws) float64 { return d.y + 0.1*(math.Exp(d.normal)-1.65) }, false},
		{"right or wrong", 11, func(i float64) float64 { return 0.2 + 0.6*min(1, math.Floor(i/2)) }, answer, false},
		{"right or wrong, three seeds", 3, func(i float64) float64 { return 0.2 + 0.6*i/scales }, answer, false},
		{"thresholds differ", 11, func(i float64) float64 { return i }, func(d monotoneDraws) float64 { return 1/(1+math.Exp(-(d.y-8-3*d.seed))) + 0.001*d.normal }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := share(10**trials, func(trial int) bool {
				normal, seed, scale := stream(trial, "normal"), stream(trial, "seed"), stream(trial, "scale")
				var s stat.Series
				for i := range scales {
					for k := range c.seeds {
						id := i*c.seeds + k
						d := monotoneDraws{c.curve(float64(i)), normal.Normal(uint64(id)), seed.Normal(uint64(k)), scale.Normal(uint64(i))}
						if !c.alone {
							id = k
						}
						s.Observations = append(s.Observations, stat.Observation{X: math.Pow(2, float64(i)), Y: c.noise(d), Seed: int64(id)})
					}
				}
				return len(FindExtrema(s, stat.Bootstrap{}).Found) > 0
			})
			t.Logf("peaks or valleys in %.2f%% of %d curves", 100*found, 10**trials)
			if found > significance {
				t.Error(found)
			}
		})
	}
}

type monotoneDraws struct{ y, normal, seed, scale float64 }

func even(d monotoneDraws) float64 { return d.y + 0.1*d.normal }

// answer is 1 with probability y, else 0.
func answer(d monotoneDraws) float64 {
	if math.Erfc(-d.normal/math.Sqrt2)/2 < d.y {
		return 1
	}
	return 0
}
