package lanes

import (
	"math"

	"github.com/circsim/circsim/internal/series"
)

// Exp sets dst[i] to e^x[i], to 1 unit in the last place: 0 below an exponent of
// -708, infinite above 709.78.
func Exp(dst, x []float64) {
	x = cut(x, len(dst))
	exp(dst, x)
}

func plainExp(dst, x []float64) {
	for i := range dst {
		dst[i] = exponential(x[i])
	}
}

// Powers sets dst[i] to (e^x[i])^exponent[i].
func Powers(dst, x, exponent []float64) {
	n := len(dst)
	x, exponent = cut(x, n), cut(exponent, n)
	powers(dst, x, exponent)
}

func plainPowers(dst, x, exponent []float64) {
	for i := range dst {
		dst[i] = exponential(x[i] * exponent[i])
	}
}

// Regrow computes the strengths of circuits from their log strengths y, and how much
// they have grown since initialization: strength = initial e^(y-start) and
// grown = initial (e^(y-start) - 1). start is ln initial; where the initial strength
// is 0, start is the log strength that stands for it and initial is e^start. Both
// results have full relative precision, however small they are.
func Regrow(strength, grown, y []float64, start, initial float64) {
	n := len(strength)
	grown, y = cut(grown, n), cut(y, n)
	regrow(strength, grown, y, start, initial)
}

func plainRegrow(strength, grown, y []float64, start, initial float64) {
	for i := range strength {
		kept, less1 := growthBySize(y[i] - start)
		strength[i] = initial * kept
		grown[i] = initial * less1
	}
}

// reduced is an exponent x = k ln 2 + r.
type reduced struct {
	grown float64 // e^r - 1
	power uint64  // k, in the place of a float64's exponent
}

func reduce(x float64) reduced {
	shifted := float64(x*series.Log2E) + series.Shifter
	whole := shifted - series.Shifter
	r := x - float64(whole*series.Ln2High)
	r -= float64(whole * series.Ln2Low)
	c := &series.Expm1
	r2 := r * r
	r4 := r2 * r2
	r8 := r4 * r4
	high := float64((c[8] + float64(c[9]*r)) * r8)
	middle := (c[4] + float64(c[5]*r)) + float64((c[6]+float64(c[7]*r))*r2)
	low := (c[0] + float64(c[1]*r)) + float64((c[2]+float64(c[3]*r))*r2)
	q := (low + float64(middle*r4)) + high
	return reduced{r + float64(r2*q), math.Float64bits(shifted) << series.FractionBits}
}

// exponential is e^x.
func exponential(x float64) float64 {
	e := reduce(x)
	if x < series.ExpFrom {
		return 0
	}
	if !(x <= series.ExpTo) {
		return x * math.Inf(1)
	}
	return math.Float64frombits(math.Float64bits(1+e.grown) + e.power)
}

// growth is kept = e^x and less1 = e^x - 1, each of full relative precision. Above
// 709.4 it is that of 709.4.
func growth(x float64) (kept, less1 float64) {
	within := x
	if x < series.ExpFrom {
		within = series.ExpFrom
	}
	if within > series.GrowthTo {
		within = series.GrowthTo
	}
	e := reduce(within)
	scale := math.Float64frombits(e.power + series.OneBits)
	part := float64(scale * e.grown)
	if !(x < series.ExpFrom) {
		kept = scale + part
	}
	return kept, (scale - 1) + part
}

// growthBySize is growth, by the short series where x is small.
func growthBySize(x float64) (kept, less1 float64) {
	if math.Abs(x) < series.Small {
		return smallGrowth(x)
	}
	return growth(x)
}

// smallGrowth is growth for |x| < series.Small.
func smallGrowth(x float64) (kept, less1 float64) {
	c := &series.Expm1
	x2 := x * x
	less1 = x + float64(x2*((c[0]+float64(c[1]*x))+float64((c[2]+float64(c[3]*x))*x2)))
	return 1 + less1, less1
}
