package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// narrowed narrows a bracket from 0 to 1 around where above gets positive, and returns the number of looks.
func narrowed(t *rapid.T, wide, root float64, above func(s float64) float64) (looks int) {
	b := bracket{0, 1, above(0), above(1)}
	b.narrow(wide, func(s float64) (float64, bool) {
		if looks++; !(s > 0 && s < 1) {
			t.Fatalf("looked at %g", s)
		}
		return above(s), s >= root
	})
	if !(b.low < root && root <= b.high && b.high-b.low <= wide) {
		t.Fatalf("root %g, found between %g and %g, which should be %g apart at most", root, b.low, b.high, wide)
	}
	return looks
}

func TestABracketNarrowsAroundItsRoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := rapid.Float64Range(1e-9, 1).Draw(t, "root")
		wide := math.Exp2(-rapid.Float64Range(0, 20).Draw(t, "bits"))
		shapes := map[string]func(s float64) float64{
			"steep":    func(s float64) float64 { return math.Tanh(1e6 * (s - root)) },
			"flat":     func(s float64) float64 { return math.Pow(s-root, 9) },
			"jump":     func(s float64) float64 { return math.Copysign(1, s-root) },
			"infinite": func(s float64) float64 { return math.Inf(int(math.Copysign(1, s-root))) },
			"unknown":  func(float64) float64 { return math.NaN() },
			"false":    func(s float64) float64 { return 1 - s },
		}
		shape := rapid.SampledFrom([]string{"steep", "flat", "jump", "infinite", "unknown", "false"}).Draw(t, "shape")
		bisections := int(math.Ceil(math.Log2(1 / wide)))
		if looks := narrowed(t, wide, root, shapes[shape]); looks > bisections+3 {
			t.Fatalf("%d looks, bisection needs %d", looks, bisections)
		}
	})
}

func TestABracketOfASmoothFunctionTakesFewLooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		root := rapid.Float64Range(0.01, 0.99).Draw(t, "root")
		rate := rapid.Float64Range(0.1, 5).Draw(t, "rate")
		looks := narrowed(t, 1e-6, root, func(s float64) float64 { return math.Exp(rate*s) - math.Exp(rate*root) })
		if looks > 10 {
			t.Fatalf("%d looks, at most half of bisection's 20 expected", looks)
		}
	})
}
