package lanes

import (
	"math"

	"github.com/circsim/circsim/internal/series"
)

// minusLog1p is -ln(1+x) for a normal sum = 1+x > 0: each argument is of full
// relative precision. The method is that of FreeBSD's e_log.c.
func minusLog1p(sum, x float64) float64 {
	bits := math.Float64bits(sum) + (series.OneBits - series.RootHalfBits)
	exponent := bits >> series.FractionBits // 1023 + k
	k := math.Float64frombits(exponent|series.IntegerBits) - (series.Integer + 1023)
	f := math.Float64frombits(bits&series.FractionMask+series.RootHalfBits) - 1
	if k == 0 {
		f = x
	}
	c := &series.Log
	s := f / (2 + f)
	z := s * s
	w := z * z
	low := (c[0] + float64(c[1]*z)) + float64((c[2]+float64(c[3]*z))*w)
	high := (c[4] + float64(c[5]*z)) + float64(c[6]*w)
	r := float64(z * (low + float64(high*(w*w))))
	correction := float64(s*(f-r)) - float64(k*series.Ln2Low)
	return (correction - f) - float64(k*series.Ln2High)
}

// smallMinusLog1p is -ln(1+x) for x as small as smallGrowth makes it.
func smallMinusLog1p(x float64) float64 {
	c := &series.SmallLog
	x2 := x * x
	q := (c[0] + float64(c[1]*x)) + float64(x2*((c[2]+float64(c[3]*x))+float64(c[4]*x2)))
	return float64(x2*q) - x
}
