package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Exponent is a power law of thresholds, threshold = Prefactor x^Exponent.
type Exponent struct {
	Exponent  stat.Estimate
	Prefactor stat.Estimate // in units of the thresholds over those of x to the exponent
	Used      int           // number of thresholds fitted
	Weighted  bool          // whether thresholds are weighted by their intervals
	Scatter   float64       // chi squared per degree of freedom about the line; NaN unless Weighted, and for two thresholds
}

// FitExponent fits a power law by least squares in logs. Thresholds without a value are left out. If all others have
// bounded intervals, an interval counts as 3.92 standard errors, and thresholds are weighted by inverse variance;
// otherwise they have equal weights. The interval of the exponent follows from these errors if they explain the scatter
// about the line (chi squared test at 5%). If not, a variance between thresholds is added that makes them explain it
// (R. C. Paule and J. Mandel, J. Res. Natl. Bur. Stand. 87 (1982) 377), and the interval is Student's. The exponent is
// undefined with fewer than two different x.
func FitExponent(x []float64, thresholds []stat.Estimate) Exponent {
	var points []powerPoint
	weighted := true
	for i, t := range thresholds {
		if !(t.Value > 0 && !math.IsInf(t.Value, 1) && x[i] > 0 && !math.IsInf(x[i], 1)) {
			continue
		}
		err := math.Log(t.High/t.Low) / (2 * stat.Normal.Reach())
		weighted = weighted && err > 0 && !math.IsInf(err, 1)
		points = append(points, powerPoint{math.Log(x[i]), math.Log(t.Value), err * err})
	}
	e := Exponent{Used: len(points), Scatter: math.NaN(), Weighted: weighted && len(points) > 0}
	if !e.Weighted {
		for i := range points {
			points[i].variance = 1
		}
	}
	r := powerLine(points, 0)
	if !(r.XX > 0) {
		e.Exponent = stat.Undefined("fewer than two values of x")
		e.Prefactor = e.Exponent
		return e
	}
	r, variance, reach := e.noise(points, r)
	one := reach * math.Sqrt(variance/r.XX)
	e.Exponent = stat.Estimate{Value: r.Slope, Low: r.Slope - one, High: r.Slope + one}
	y := r.Y - r.Slope*r.X
	zero := reach * math.Sqrt(variance*(1/r.Weight+r.X*r.X/r.XX))
	e.Prefactor = stat.Estimate{Value: y, Low: y - zero, High: y + zero}.Exp()
	if math.IsInf(reach, 1) {
		e.Exponent.Explain("two thresholds without bounded intervals")
		e.Prefactor.Explain(e.Exponent.Reason)
	}
	return e
}

type powerPoint struct{ x, y, variance float64 } // x and y in logs

// powerLine fits a line to points with a variance between points besides that of their errors.
func powerLine(points []powerPoint, between float64) stat.Regression {
	r := stat.Regression{Degree: 1}
	for _, p := range points {
		r.Add(p.x, p.y, 1/(p.variance+between))
	}
	r.Solve(0)
	r.RSS = 0 // computed directly, because the sums lose digits where weights differ much
	for _, p := range points {
		d := p.y - r.Y - r.Slope*(p.x-r.X)
		r.RSS += d * d / (p.variance + between)
	}
	r.Variance = r.RSS / float64(r.DF)
	return r
}

// noise returns the line, the variance of a point of weight 1, and the half-width of an interval in standard errors.
func (e *Exponent) noise(points []powerPoint, r stat.Regression) (line stat.Regression, variance, reach float64) {
	switch {
	case r.DF < 1 && !e.Weighted:
		return r, 1, math.Inf(1)
	case r.DF < 1:
		return r, 1, stat.Normal.Reach()
	case !e.Weighted:
		return r, r.Variance, r.DF.Reach()
	}
	e.Scatter = r.Variance
	if e.Scatter <= stat.FisherF(0.95, float64(r.DF), stat.Normal) {
		return r, 1, stat.Normal.Reach()
	}
	return scattered(points), 1, r.DF.Reach()
}

// scattered fits the line with the variance between points that makes chi squared 1 per degree of freedom.
func scattered(points []powerPoint) stat.Regression {
	low, high := 0.0, 1.0
	for powerLine(points, high).Variance > 1 {
		low, high = high, 4*high
	}
	for range 60 {
		if middle := (low + high) / 2; powerLine(points, middle).Variance > 1 {
			low = middle
		} else {
			high = middle
		}
	}
	return powerLine(points, high)
}
