package thresholds

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// student is Student's t distribution; infinitely many degrees of freedom make it normal.
type student float64

// quantile is the number that a draw stays below with probability p.
func (df student) quantile(p float64) float64 {
	if math.IsInf(float64(df), 1) {
		return mathext.NormalQuantile(p)
	}
	return distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Quantile(p)
}

// above is the probability of a draw of at least t.
func (df student) above(t float64) float64 {
	switch {
	case math.IsInf(float64(df), 1):
		return math.Erfc(t/math.Sqrt2) / 2
	case math.IsInf(t, 1):
		return 0
	case t < 0:
		return 1 - df.above(-t)
	}
	nu := float64(df)
	return mathext.RegIncBeta(nu/2, 0.5, nu/(nu+t*t)) / 2
}

// wider is how much further out the ends of a 95% interval lie than those of a normal one.
func (df student) wider() float64 {
	return df.quantile(1-tail) / student(math.Inf(1)).quantile(1-tail)
}

// ratio is the quantile of Fisher's F distribution; without end of its denominator's degrees of freedom
// it is chi squared over those of the numerator.
func ratio(p, numerator float64, denominator student) float64 {
	if math.IsInf(float64(denominator), 1) {
		return distuv.ChiSquared{K: numerator}.Quantile(p) / numerator
	}
	return distuv.F{D1: numerator, D2: float64(denominator)}.Quantile(p)
}
