package metrics

import (
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"
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

// Wherever the search begins, the distribution function reaches u at the quantile, and not one count before.
func TestBinomialQuantileIsWhereTheDistributionReachesU(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := math.Round(math.Exp(rapid.Float64Range(0, 30).Draw(t, "ln n")))
		p := 1 / (1 + math.Exp(rapid.Float64Range(-30, 30).Draw(t, "odds")))
		u := rapid.Float64Range(1e-12, 1-1e-12).Draw(t, "u")
		reached := func(k float64) bool { return mathext.RegIncBeta(n-k, k+1, 1-p) >= u }
		if k := binomialQuantile(u, n, p); k < n && !reached(k) || k > 0 && reached(k-1) {
			t.Fatalf("quantile %g of %g items at %g is %g", u, n, p, k)
		}
	})
}

func BenchmarkMeasure(b *testing.B) {
	set := TestSet{Items: 500, Stream: random.NewStream(3, "test set")}
	draw := uint64(0)
	for b.Loop() {
		set.Measure(float64(draw%999)/1000, draw)
		draw++
	}
}
