package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPowerIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Exp(rapid.Float64Range(-100, 100).Draw(t, "ln x"))
		p := rapid.Float64Range(-3, 3).Draw(t, "p")
		if got, want := pow(x, p), math.Pow(x, p); math.Abs(got/want-1) > 3e-16*(2+math.Abs(p*math.Log(x))) {
			t.Fatalf("pow(%g, %g) = %.17g, library %.17g", x, p, got, want)
		}
	})
}

// A walk by steps of all sizes, some of them to the edge of where the series holds.
func TestNearPowerIsThePower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Exp(rapid.Float64Range(-40, 10).Draw(t, "ln x"))
		p := rapid.Float64Range(-3, 10).Draw(t, "p")
		var near NearPower
		for _, step := range rapid.SliceOfN(rapid.Float64Range(-12, -1), 1, 30).Draw(t, "ln steps") {
			x *= 1 + math.Exp(step)*rapid.SampledFrom([]float64{-1, 1}).Draw(t, "sign")
			if got, want := near.at(x, p), math.Pow(x, p); math.Abs(got/want-1) > 4e-16*(2+math.Abs(p)+math.Abs(p*math.Log(x))) {
				t.Fatalf("%g to the power %g: %.17g, want %.17g", x, p, got, want)
			}
		}
	})
}

func BenchmarkPower(b *testing.B) {
	sum := 0.0
	b.Run("power", func(b *testing.B) {
		for i := range b.N {
			sum += pow(1+float64(i%4096)*1e-8, 0.7)
		}
	})
	b.Run("near", func(b *testing.B) {
		var near NearPower
		for i := range b.N {
			sum += near.at(1+float64(i%4096)*1e-8, 0.7)
		}
	})
}
