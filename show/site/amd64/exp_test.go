package amd64

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"golang.org/x/sys/cpu"
	"pgregory.net/rapid"
)

func same(x float64) bool {
	got, want := archExp(x), math.Exp(x)
	return math.Float64bits(got) == math.Float64bits(want) || math.IsNaN(got) && math.IsNaN(want)
}

// Every bit is that of math.Exp on this processor.
func TestExp(t *testing.T) {
	if runtime.GOARCH != "amd64" || !cpu.X86.HasFMA || !cpu.X86.HasAVX {
		t.Skip("the processor is not an amd64 with FMA")
	}
	for _, x := range []float64{
		0, math.Copysign(0, -1), 1, -1, 5e-324, 1e-300, 1e-19, 1e-18, -1e-18, 1e-17, 709.782712893384, 709.7827128933841, 710, -708.3, -708.4, -745.1, -745.2, -746,
		-999, -1000, -1001, -1e9, -3e9, -1e300, math.Ln2, 512 * math.Ln2, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64,
	} {
		if !same(x) {
			t.Errorf("exp(%v) is %v, not %v", x, archExp(x), math.Exp(x))
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3_000_000 {
		x := r.NormFloat64() * math.Exp2(float64(r.IntN(80)-68))
		if !same(x) {
			t.Fatalf("exp(%v) is %v, not %v", x, archExp(x), math.Exp(x))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "x")
		if !same(x) {
			t.Fatalf("exp(%v) is %v, not %v", x, archExp(x), math.Exp(x))
		}
	})
}

// A product and a sum are rounded once.
func TestFused(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1_000_000 {
		a, b := r.NormFloat64(), r.NormFloat64()
		c := r.NormFloat64() * math.Exp2(float64(r.IntN(120)-60))
		switch r.IntN(4) {
		case 0:
			c = -a * b * (1 + math.Exp2(-float64(r.IntN(60)))) // digits cancel
		case 1:
			a, b = math.Round(a*1e4), math.Ldexp(1, -53) // near the middle between two numbers
			c = 1 + math.Ldexp(float64(r.IntN(1000)), -52)
		}
		want := math.FMA(a, b, c)
		if got, slowly := fused(a, b, c), exactlyFused(a, b, c); got != want || slowly != want {
			t.Fatalf("%v * %v + %v is %v or %v, not %v", a, b, c, got, slowly, want)
		}
	}
}
