package claims

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// The value decides on a number. The whole interval decides on an order, a sign or a shape, so that chance does not.
func TestMet(t *testing.T) {
	above0, below0 := Range{0, math.Inf(1)}, Range{math.Inf(-1), 0}
	for _, c := range []struct {
		kind Kind
		e    Estimate
		in   Range
		met  bool
	}{
		{Value, Estimate{Value: 10, Low: 5, High: 15}, Range{9.45, 11.55}, true},
		{Value, Estimate{Value: 10, Low: 5, High: 15}, Range{10.8, 13.2}, false},
		{Value, Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, above0, false},
		{Sign, Estimate{Value: 1, Low: 0.2, High: 2}, above0, true},
		{Sign, Estimate{Value: 1, Low: -0.2, High: 2}, above0, false},
		{Sign, Estimate{Value: 0, Low: 0, High: 0}, below0, false},
		{Shape, Estimate{Value: 0, Low: 0, High: 0}, below0, true},
		{Order, Estimate{Value: math.Inf(1), Low: 3, High: math.Inf(1)}, Range{1, math.Inf(1)}, true},
		{Shape, Estimate{Value: math.NaN(), Low: 1, High: 2}, above0, false},
	} {
		claim := Claim{Kind: c.kind, Expect: c.in}
		if claim.Met(c.e) != c.met {
			t.Errorf("%s %v in %v: met is %t", c.kind, c.e, c.in, !c.met)
		}
	}
}

// Intervals hold the truth in at least 93% of 2000 trials: of a mean of 5 normal numbers, of a median of 11 skew
// ones, of a share of 20.
func TestSamplesCover(t *testing.T) {
	const trials = 2000
	mean, median, share := 0, 0, 0
	for trial := range trials {
		s := random.NewStream(int64(trial), "samples cover")
		normal, skew, yes := make([]float64, 5), make([]float64, 11), make([]bool, 20)
		for i := range normal {
			normal[i] = s.Normal(uint64(i))
		}
		for i := range skew {
			skew[i] = math.Exp(s.Normal(uint64(100 + i)))
		}
		for i := range yes {
			yes[i] = s.Uniform(uint64(200+i)) < 0.3
		}
		hold := func(e Estimate, truth float64) int {
			if e.Low <= truth && truth <= e.High {
				return 1
			}
			return 0
		}
		mean, median, share = mean+hold(Mean(normal), 0), median+hold(stat.MedianOf(skew), 1), share+hold(Share(yes), 0.3)
	}
	for name, held := range map[string]int{"mean": mean, "median": median, "share": share} {
		if rate := float64(held) / trials; rate < 0.93 || rate > 0.999 {
			t.Errorf("the interval of a %s holds the truth in %.3f of trials", name, rate)
		}
	}
}
