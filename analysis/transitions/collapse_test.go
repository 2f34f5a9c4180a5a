package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// scaledFamily is curves 1/(1 + exp(-(x/2200 - 1) size^0.4)) with noise.
func scaledFamily(trial, seeds int, noise float64) []Sized {
	draws := stream(trial, "family")
	var list []Sized
	k := uint64(0)
	for _, size := range []float64{100, 500, 2500} {
		s := Sized{Size: size}
		for _, x := range shifted(trial, 1200, 0.035, 16) {
			z := (x/2200 - 1) * math.Pow(size, 0.4)
			for seed := range seeds {
				s.Series.Observations = append(s.Series.Observations, stat.Observation{
					X: x, Y: 1/(1+math.Exp(-z)) + noise*draws.Normal(k), Seed: int64(seed),
				})
				k++
			}
		}
		list = append(list, s)
	}
	return list
}

func TestCollapseIntervalsCover(t *testing.T) {
	covers(t, func(trial int) []known {
		c := FindCollapse(scaledFamily(trial, 7, 0.05), bootstrap(trial, 40))
		return []known{{"critical scale", 2200, c.Critical}, {"1/nu", 0.4, c.InverseNu}}
	})
}

func TestCollapseExplains(t *testing.T) {
	c := FindCollapse(scaledFamily(1, 7, 0.01), stat.Bootstrap{})
	if c.Explained < 0.999 || c.Explained > 1 {
		t.Errorf("one function: %.4f explained", c.Explained)
	}
	apart := scaledFamily(1, 7, 0.01)
	for j := range apart[1].Series.Observations {
		o := &apart[1].Series.Observations[j]
		o.Y = 1 - o.Y
	}
	if c := FindCollapse(apart, stat.Bootstrap{}); c.Explained > 0.7 {
		t.Errorf("different functions: %.4f explained, %+v", c.Explained, c)
	}
	if c := FindCollapse(apart[:1], stat.Bootstrap{}); !math.IsNaN(c.Critical.Value) || c.Critical.Reason == "" {
		t.Errorf("one size: %+v", c)
	}
}
