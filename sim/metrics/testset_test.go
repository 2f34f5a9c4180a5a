package metrics

import (
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

func TestBinomialQuantileInvertsTheDistribution(t *testing.T) {
	const n, p = 12, 0.3
	cumulative, mass := 0.0, math.Pow(1-p, n)
	for k := 0.0; k < n; k++ {
		below := cumulative
		cumulative += mass
		if got := binomialQuantile((below+cumulative)/2, n, p); got != k {
			t.Errorf("quantile inside step %g is %g", k, got)
		}
		mass *= (n - k) / (k + 1) * p / (1 - p)
	}
}

func TestMeasuredShareHasBinomialMoments(t *testing.T) {
	set := TestSet{Items: 50, Stream: random.NewStream(3, "test set")}
	const n, p = 20_000, 0.07
	mean, square := 0.0, 0.0
	for i := range uint64(n) {
		x := set.Measure(p, i)
		mean += x / n
		square += x * x / n
	}
	if want := p * (1 - p) / 50; math.Abs(mean-p) > 4*math.Sqrt(want/n) || math.Abs((square-mean*mean)/want-1) > 0.05 {
		t.Errorf("mean %g, variance %g; want %g, %g", mean, square-mean*mean, p, want)
	}
}
