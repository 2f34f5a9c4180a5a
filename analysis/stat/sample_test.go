package stat

import (
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// Intervals hold the truth in at least 93% of 2000 trials: of a mean of 5 normal numbers, of a median of 11 skewed
// ones, and of a share of 20.
func TestSamplesCover(t *testing.T) {
	const trials = 2000
	mean, median, share := 0, 0, 0
	for trial := range trials {
		s := random.NewStream(int64(trial), "samples cover")
		normal, skew, yes := make([]float64, 5), make([]float64, 11), 0
		for i := range normal {
			normal[i] = s.Normal(uint64(i))
		}
		for i := range skew {
			skew[i] = math.Exp(s.Normal(uint64(100 + i)))
		}
		for i := range 20 {
			if s.Uniform(uint64(200+i)) < 0.3 {
				yes++
			}
		}
		hold := func(e Estimate, truth float64) int {
			if e.Low <= truth && truth <= e.High {
				return 1
			}
			return 0
		}
		mean, median, share = mean+hold(MeanOf(normal), 0), median+hold(MedianOf(skew), 1), share+hold(ShareOf(yes, 20), 0.3)
	}
	for name, held := range map[string]int{"mean": mean, "median": median, "share": share} {
		if rate := float64(held) / trials; rate < 0.93 || rate > 0.999 {
			t.Errorf("the interval of a %s holds the truth in %.3f of trials", name, rate)
		}
	}
}
