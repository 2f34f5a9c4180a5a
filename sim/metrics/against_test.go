package metrics

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The tables agree with the quadrature over functions that are computed anew at every node.
func TestAccuracyAgainstARivalIsTheQuadrature(t *testing.T) {
	tables := map[float64]*Against{}
	for _, v := range []float64{2, 3, 10, 113, 50_000} {
		tables[v] = NewAgainst(v)
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom([]float64{2, 3, 10, 113, 50_000}).Draw(t, "classes")
		margin := rapid.Float64Range(-9, 25).Draw(t, "margin")
		rival := rapid.Float64Range(-9, 25).Draw(t, "rival")
		want := 0.0
		for k := -160; k <= 160; k++ {
			x := float64(k) / 20
			want += math.Exp(-x*x/2+logPhi(margin-rival+x)+(v-2)*logPhi(margin+x)) / 20 / math.Sqrt(2*math.Pi)
		}
		got := tables[v].Accuracy(margin, rival, 1)
		if math.Abs(got-want) > 1e-5*want+1e-12 {
			t.Fatalf("%g, want %g", got, want)
		}
	})
}

func BenchmarkAgainst(b *testing.B) {
	a := NewAgainst(113)
	for b.Loop() {
		a.Accuracy(3, 1, 1)
	}
}
