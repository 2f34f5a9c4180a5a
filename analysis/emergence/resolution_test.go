package emergence

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// Schaeffer et al. (arXiv:2304.15004), sec 2: exact match of five tokens, each
// right with probability exp(-(N/c)^alpha), against the power law's own inverse.
func TestFloorMovesAsOneOverTheItems(t *testing.T) {
	const c, alpha, length = 1e9, -0.5, 5.0
	var x, whole []float64
	for n := 1e7; n < 1e12; n *= 1.1 {
		x, whole = append(x, n), append(whole, math.Exp(-length*math.Pow(n/c, alpha)))
	}
	list := OnsetsByItems(x, whole, 0, []float64{100, 1e3, 1e4, 1e5, 1e6})
	before := math.Inf(1)
	for _, d := range list {
		truth := c * math.Pow(-math.Log(1/d.Items)/length, 1/alpha)
		t.Logf("%8.0f items see %.1e of right answers, from N = %.4g on", d.Items, d.Least, d.Scale.Value)
		if d.Least*d.Items != 1 {
			t.Errorf("%g items see %g", d.Items, d.Least)
		}
		if math.Abs(d.Scale.Value/truth-1) > 1e-3 || !(d.Scale.Value < before) {
			t.Errorf("%g items: onset %+v, want %g", d.Items, d.Scale, truth)
		}
		before = d.Scale.Value
	}
}

// Above a chance level the floor falls as one over the root of the items.
func TestFloorAboveChance(t *testing.T) {
	x, expected := []float64{1, 10, 100}, []float64{0.25, 0.25, 0.35}
	for _, d := range OnsetsByItems(x, expected, 0.25, []float64{100, 1000, 10000}) {
		k := d.Least * d.Items
		b := distuv.Binomial{N: d.Items, P: 0.25}
		if tail, more := 1-b.CDF(k-1), 1-b.CDF(k-2); tail > 0.05 || more <= 0.05 {
			t.Errorf("%g items: %g right answers have probability %g, one less %g", d.Items, k, tail, more)
		}
		if want := math.Pow(10, 1+(d.Least-0.25)/0.1); math.Abs(d.Scale.Value/want-1) > 1e-9 {
			t.Errorf("%g items: onset %+v, want %g", d.Items, d.Scale, want)
		}
	}
	if d := OnsetsByItems(x, expected, 0.25, []float64{10})[0]; !math.IsNaN(d.Scale.Value) {
		t.Errorf("10 items see 0.35: %+v", d)
	}
}
