package stat

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Student is Student's t distribution, given by its degrees of freedom; with infinitely many it is the standard normal.
type Student float64

// Normal is the standard normal distribution.
var Normal = Student(math.Inf(1))

// Quantile is the value below which a draw lies with probability p.
func (df Student) Quantile(p float64) float64 {
	if math.IsInf(float64(df), 1) {
		return mathext.NormalQuantile(p)
	}
	return quantile{p, 0, float64(df)}.kept(distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Quantile)
}

// Above is the probability of a draw of at least t.
func (df Student) Above(t float64) float64 {
	switch {
	case math.IsInf(float64(df), 1):
		return math.Erfc(t/math.Sqrt2) / 2
	case math.IsInf(t, 1):
		return 0
	case t < 0:
		return 1 - df.Above(-t)
	}
	nu := float64(df)
	return mathext.RegIncBeta(nu/2, 0.5, nu/(nu+t*t)) / 2
}

// Reach is the half width of a 95% interval, in standard errors.
func (df Student) Reach() float64 { return df.Quantile(1 - Tail) }

// Wider is the ratio of the width of a 95% interval to that of the normal distribution.
func (df Student) Wider() float64 { return df.Reach() / Normal.Reach() }

// Stretch is the factor on the deviations of resamples of n units by which their percentile interval gets the width of
// Student's: it corrects the variance for degrees of freedom and the normal quantile to that of t (T. C.
// Hesterberg, Am. Stat. 69 (2015), pp. 371-386, section 3.2).
func (df Student) Stretch(n int) float64 { return math.Sqrt(float64(n)/float64(df)) * df.Wider() }

// FisherF is the quantile p of Fisher's F distribution. With infinitely many degrees of freedom of the denominator it is
// chi-squared divided by those of the numerator.
func FisherF(p, numerator float64, denominator Student) float64 {
	if math.IsInf(float64(denominator), 1) {
		return distuv.ChiSquared{K: numerator}.Quantile(p) / numerator
	}
	return quantile{p, numerator, float64(denominator)}.kept(distuv.F{D1: numerator, D2: float64(denominator)}.Quantile)
}
