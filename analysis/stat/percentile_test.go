package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"pgregory.net/rapid"
)

// A new draw is outside of the percentiles of 2.5% and 97.5% of n others with probability 2 floor(0.025 (n+1)) / (n+1).
func TestPercentilesLeaveOutTheirShare(t *testing.T) {
	const trials = 10_000
	for n, want := range map[int]float64{39: 0.05, 100: 2. * 2 / 101, 119: 0.05, 1000: 2. * 25 / 1001} {
		draws, outside := random.NewStream(int64(n), "percentiles"), 0.0
		x := make([]float64, n)
		for trial := range uint64(trials) {
			for i := range x {
				x[i] = draws.Uniform(trial*uint64(n+1) + uint64(i))
			}
			slices.Sort(x)
			if u := draws.Uniform(trial*uint64(n+1) + uint64(n)); u < Percentile(x, Tail) || u > Percentile(x, 1-Tail) {
				outside++
			}
		}
		if got := outside / trials; math.Abs(got-want) > 4*math.Sqrt(want/trials) {
			t.Errorf("of %d draws: %.4f outside, want %.4f", n, got, want)
		}
	}
}

// A percentile is a value of the sample, whatever increasing function it goes through, and mirrored samples have
// mirrored percentiles.
func TestPercentilesAreOrderStatistics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-5, 5), 1, 200).Draw(t, "x")
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		slices.Sort(x)
		exp, mirrored := make([]float64, len(x)), make([]float64, len(x))
		for i, v := range x {
			exp[i], mirrored[len(x)-1-i] = math.Exp(v), -v
		}
		got := Percentile(x, p)
		if !slices.Contains(x, got) || Percentile(exp, p) != math.Exp(got) {
			t.Fatalf("%v of %v", got, x)
		}
		if p != 0.5 && -Percentile(mirrored, 1-p) != got && -Percentile(mirrored, 1-p) != Percentile(x, 1-(1-p)) {
			t.Fatalf("%v of %v, %v of its mirror image", got, x, -Percentile(mirrored, 1-p))
		}
	})
}

func TestMedian(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{[]float64{3, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}, {[]float64{1, inf, inf}, inf}, {[]float64{1, inf}, inf},
		{[]float64{inf, inf}, inf}, {nil, nan}, {[]float64{1, nan, 2}, nan},
	} {
		if got := Median(c.x); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("median %v of %v, want %v", got, c.x, c.want)
		}
	}
}
