package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// ulps is the distance of two numbers in units in the last place of the second.
func ulps(got, want float64) float64 {
	return math.Abs(got-want) / (math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want))
}

func TestLogIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(
			rapid.Float64Range(0x1p-1022, math.MaxFloat64),
			rapid.Float64Range(0.5, 2),
			rapid.Map(rapid.Float64Range(-700, 700), math.Exp),
			rapid.Map(rapid.Float64Range(-30, -3), func(d float64) float64 { return 1 + math.Exp(d) }),
			rapid.Map(rapid.Float64Range(-30, -3), func(d float64) float64 { return 1 - math.Exp(d) }),
		).Draw(t, "x")
		if got, want := Log(x), math.Log(x); ulps(got, want) > 2 {
			t.Fatalf("Log(%g) = %.17g, library %.17g", x, got, want)
		}
	})
	for _, x := range []float64{0, 1, math.Inf(1), 0x1p-1060, 5e-324} {
		if got, want := Log(x), math.Log(x); got != want {
			t.Errorf("Log(%g) = %g, want %g", x, got, want)
		}
	}
	for _, x := range []float64{-1, math.Inf(-1), math.NaN()} {
		if got := Log(x); got == got {
			t.Errorf("Log(%g) = %g", x, got)
		}
	}
}

func BenchmarkLog(b *testing.B) {
	for name, f := range map[string]func(float64) float64{"ours": Log, "library": math.Log} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for i := range b.N {
				sum += f(float64(i%4096)/100 + 0.01)
			}
			_ = sum
		})
	}
}
