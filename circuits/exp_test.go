package circuits

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestExpIsThatOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-720, 720).Draw(t, "x")
		got, want := Exp(x), math.Exp(x)
		if want < 0x1p-1020 {
			if got > 0x1p-1020 {
				t.Fatalf("Exp(%g) = %g", x, got)
			}
			return
		}
		if got != want && math.Abs(got-want) > 2*(math.Nextafter(want, math.Inf(1))-want) {
			t.Fatalf("Exp(%g) = %.17g, library %.17g", x, got, want)
		}
	})
	for _, c := range [][2]float64{{0, 1}, {math.Inf(-1), 0}, {math.Inf(1), math.Inf(1)}, {-1e300, 0}, {1e300, math.Inf(1)}} {
		if got := Exp(c[0]); got != c[1] {
			t.Errorf("Exp(%g) = %g, want %g", c[0], got, c[1])
		}
	}
	if got := Exp(math.NaN()); got == got {
		t.Errorf("Exp(NaN) = %g", got)
	}
}

// The split of ln 2 / 64: the low part is what the high one leaves.
func TestLn2IsSplitExactly(t *testing.T) {
	sum := new(big.Float).SetPrec(120).Add(big.NewFloat(ln2Over64High).SetPrec(120), big.NewFloat(ln2Over64Low).SetPrec(120))
	want, _ := new(big.Float).SetPrec(120).SetString("0.01083042469624914545964425189778400887618")
	if d, _ := new(big.Float).Sub(sum, want).Float64(); math.Abs(d) > 1e-24 {
		t.Errorf("ln 2 / 64 is off by %g", d)
	}
}

func BenchmarkExp(b *testing.B) {
	for name, f := range map[string]func(float64) float64{"ours": Exp, "library": math.Exp} {
		b.Run(name, func(b *testing.B) {
			sum := 0.0
			for i := range b.N {
				sum += f(float64(i%4096)/100 - 30)
			}
			_ = sum
		})
	}
}
