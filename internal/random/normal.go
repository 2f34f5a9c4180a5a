package random

import (
	"math"

	"github.com/circsim/circsim/internal/series"
)

// Normals draws Normal of the numbers from first on into drawn, several at a time.
func (s Stream) Normals(first uint64, drawn []float64) {
	for k := s.uniformRows(first, drawn); k < len(drawn); k++ {
		drawn[k] = s.Uniform(first + uint64(k))
	}
	for k := quantileRows(drawn); k < len(drawn); k++ {
		drawn[k] = normalQuantile(drawn[k])
	}
}

// normalQuantile is the quantile of the standard normal distribution at u, a result of
// unit, to a relative error of 1e-15: algorithm AS 241, PPND16, of Wichura (Applied
// Statistics 37, 1988). It has the same bits on every machine: quantileRows does the same
// operations.
func normalQuantile(u float64) float64 {
	q := u - 0.5
	if math.Abs(q) <= series.NearCentre {
		return centreQuantile(q)
	}
	return tailQuantile(q)
}

// centreQuantile is the quantile at 1/2 + q near the centre.
func centreQuantile(q float64) float64 {
	r := series.CentreSquare - float64(q*q)
	return float64(q*polynomial(r, &series.CentreAbove)) / polynomial(r, &series.CentreBelow)
}

// tailQuantile is the quantile at 1/2 + q in the tails.
func tailQuantile(q float64) float64 {
	r := math.Sqrt(-log(0.5 - math.Abs(q)))
	above, below := &series.TailAbove, &series.TailBelow
	from := series.TailFrom
	if r > series.FarTail {
		above, below, from = &series.FarAbove, &series.FarBelow, series.FarTail
	}
	r -= from
	return math.Copysign(polynomial(r, above)/polynomial(r, below), q)
}

// polynomial is the one in r with these coefficients, from the constant up.
func polynomial(r float64, coefficients *[8]float64) float64 {
	sum := coefficients[7]
	for k := 6; k >= 0; k-- {
		sum = float64(sum*r) + coefficients[k]
	}
	return sum
}

// log is ln x for a normal x from 0 to 1, as in FreeBSD's e_log.c, and has the same bits
// on every machine. x = 2^k (1 + f), and ln(1 + f) is a series in s = f / (2 + f).
func log(x float64) float64 {
	bits := math.Float64bits(x)
	from := bits + (series.OneBits - series.RootHalfBits)
	k := float64(int64(from>>series.FractionBits) - 1023)
	f := math.Float64frombits(bits-(from&^series.FractionMask-series.OneBits)) - 1
	c := &series.Log
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	even := float64(w * (c[1] + float64(w*(c[3]+float64(w*c[5])))))
	odd := float64(z * (c[0] + float64(w*(c[2]+float64(w*(c[4]+float64(w*c[6])))))))
	half := float64(float64(f*f) * 0.5)
	return float64(k*series.Ln2High) - ((half - (float64(s*(half+(even+odd))) + float64(k*series.Ln2Low))) - f)
}
