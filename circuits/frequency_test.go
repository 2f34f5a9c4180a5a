package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPowerSumAgreesWithAddingUp(t *testing.T) {
	for _, s := range []float64{0.3, 1, 1.34, 2, 4.5} {
		for _, from := range []float64{1, 7, 1000} {
			direct := 0.0
			for x := from; x <= 200_000; x++ {
				direct += math.Pow(x, -s)
			}
			if got := powerSum(from, 200_000, s); math.Abs(got/direct-1) > 1e-11 {
				t.Errorf("sum of x^-%g from %g: %.15g, added up %.15g", s, from, got, direct)
			}
		}
	}
	for _, from := range []float64{250, 257, 300, 5000} { // narrow bins on both sides of the formula's first rank
		want := math.Pow(from, -1.34) + math.Pow(from+1, -1.34)
		if got := powerSum(from, from+1, 1.34); math.Abs(got/want-1) > 1e-14 {
			t.Errorf("two terms from %g: %.17g, added up %.17g", from, got, want)
		}
	}
	// Riemann's zeta(1.34); the missing tail is x^-0.34/0.34.
	if got := powerSum(1, 1e15, 1.34) + math.Pow(1e15, -0.34)/0.34; math.Abs(got-3.542577230262149) > 1e-9 {
		t.Errorf("zeta(1.34) = %.15g", got)
	}
}

func TestBinsPartitionTheItems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := math.Round(math.Pow(10, rapid.Float64Range(0, 15).Draw(t, "log items")))
		exponent := rapid.SampledFrom([]float64{0, 0.8, 1, 1.34, 3}).Draw(t, "exponent")
		n := rapid.IntRange(1, 300).Draw(t, "bins")
		cut := math.Ceil(items * rapid.Float64Range(0, 1).Draw(t, "cut"))
		bins := Bins(items, exponent, n, []float64{cut, items})
		total, share, edge, cutSeen := 0.0, 0.0, 0.0, cut == 0
		last := math.Inf(1)
		for _, b := range bins {
			if b.Items < 1 {
				t.Fatalf("a bin of %g items", b.Items)
			}
			total += b.Items
			share += b.Share
			edge += b.Items
			cutSeen = cutSeen || edge == cut
			if mean := b.Share / b.Items; mean > last*(1+1e-9) {
				t.Fatalf("items of higher rank are sampled more often: %g after %g", mean, last)
			} else {
				last = mean
			}
		}
		if total != items || math.Abs(share-1) > 1e-9 || !cutSeen {
			t.Fatalf("%g of %g items, share %g, cut at %g seen: %v", total, items, share, cut, cutSeen)
		}
		if len(bins) > n+2 {
			t.Fatalf("%d bins, want at most %d and two cuts", len(bins), n)
		}
	})
}
