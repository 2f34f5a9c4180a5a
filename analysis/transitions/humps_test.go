package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

func TestOneHumpIsSeldomTakenForTwo(t *testing.T) {
	for name, draw := range map[string]func(trial int) func(uint64) float64{
		"uniform": func(trial int) func(uint64) float64 { return stream(trial, "y").Uniform },
		"normal":  func(trial int) func(uint64) float64 { return stream(trial, "y").Normal },
		"skewed":  func(trial int) func(uint64) float64 { return stream(trial, "y").Exponential },
	} {
		for _, n := range []int{5, 11, 40} {
			t.Run(name, func(t *testing.T) {
				rarely(t, func(trial int) bool {
					y := make([]float64, n)
					for i := range y {
						y[i] = draw(trial)(uint64(i))
					}
					return FindHumps(replicated(y), 1).P < 0.05
				})
			})
		}
	}
}

// Half of the replicates at a bound, as accuracies at 1, pass for a hump of their own more often than p says.
func TestReplicatesAtABoundAreTakenForTwoHumpsTooOften(t *testing.T) {
	for _, n := range []int{5, 11, 40} {
		found := share(*trials, func(trial int) bool {
			y := make([]float64, n)
			for i := range y {
				y[i] = min(1, 0.5+stream(trial, "y").Uniform(uint64(i)))
			}
			return FindHumps(replicated(y), 1).P < 0.05
		})
		t.Logf("%d replicates: %.1f%%", n, 100*found)
		if found > 0.15 {
			t.Error(n, found)
		}
	}
}

func TestTwoHumpsAreFound(t *testing.T) {
	y := make([]float64, 20)
	for i := range y {
		y[i] = float64(i%2) + 0.02*stream(0, "y").Normal(uint64(i))
	}
	h := FindHumps(replicated(y), 1)
	if h.P > 0.01 || h.Dip < 0.2 {
		t.Errorf("%+v", h)
	}
	if h := FindHumps(replicated(y[:3]), 1); !math.IsNaN(h.P) {
		t.Errorf("of three values: %+v", h)
	}
}

// replicated is a series of one scale.
func replicated(y []float64) stat.Series {
	var s stat.Series
	for i, v := range y {
		s.Observations = append(s.Observations, stat.Observation{X: 1, Y: v, Seed: int64(i)})
	}
	return s
}

func TestHumpsAreThoseOfTheNearestScale(t *testing.T) {
	s := transition{seeds: 11, jitter: 0.3, width: 0.01}.series(0)
	middle := FindHumps(s, 1200)
	if math.Abs(math.Log10(middle.Scale/1200)) > 0.051 || middle.Replicates != 11 || middle.P > 0.05 {
		t.Errorf("at the transition: %+v", middle)
	}
	if far := FindHumps(s, 1e9); far.Scale < 9000 || far.P < 0.05 {
		t.Errorf("far from it: %+v", far)
	}
}
