package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// transition is an order parameter 1/(1 + exp(-(log10(x/1200) - shift of the seed)/width)) with noise.
type transition struct {
	seeds                int
	jitter, width, noise float64
	alone                bool
}

func (c transition) series(trial int) stat.Series {
	z, u := stream(trial, "noise"), stream(trial, "seeds")
	var s stat.Series
	for _, x := range shifted(trial, 100, 0.1, 21) {
		for k := range c.seeds {
			id := k
			if c.alone {
				id = len(s.Observations)
			}
			y := 1 / (1 + math.Exp(-(math.Log10(x/1200)-c.jitter*u.Normal(uint64(id)))/c.width))
			s.Observations = append(s.Observations, stat.Observation{
				X: x, Y: y + c.noise*z.Normal(uint64(len(s.Observations))), Seed: int64(id),
			})
		}
	}
	return s
}

// variance over seeds at log10(x/1200), by quadrature.
func (c transition) variance(t float64) float64 {
	var weight, sum, square float64
	for z := -8.0; z < 8; z += 0.01 {
		p := math.Exp(-z * z / 2)
		y := 1 / (1 + math.Exp(-(t-c.jitter*z)/c.width))
		weight, sum, square = weight+p, sum+p*y, square+p*y*y
	}
	mean := sum / weight
	return square/weight - mean*mean + c.noise*c.noise
}

func (c transition) estimates(trial int) []known {
	m := MeasureSusceptibility(c.series(trial), func(float64) float64 { return 1000 }, bootstrap(trial, 150))
	return []known{
		{"place", 1200, m.Place},
		{"height", 1000 * c.variance(0), m.Height},
	}
}

func TestSusceptibilityIntervalsCover(t *testing.T) {
	for name, c := range map[string]transition{
		"11 seeds":              {seeds: 11, jitter: 0.1, width: 0.05, noise: 0.02},
		"11 seeds, wide":        {seeds: 11, jitter: 0.2, width: 0.02, noise: 0.02},
		"seeds of their own":    {seeds: 11, jitter: 0.1, width: 0.05, noise: 0.02, alone: true},
		"30 seeds of their own": {seeds: 30, jitter: 0.05, width: 0.1, noise: 0.01, alone: true},
	} {
		t.Run(name, func(t *testing.T) { covers(t, c.estimates) })
	}
	// The variance of five seeds is hardly known.
	c := transition{seeds: 5, jitter: 0.2, width: 0.02, noise: 0.02, alone: true}
	t.Run("few seeds", func(t *testing.T) { atLeast(t, c.estimates) })
}
