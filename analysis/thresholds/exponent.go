package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Exponent is a power law of thresholds, threshold = Prefactor x^Exponent.
type Exponent struct {
	Exponent  stat.Estimate
	Prefactor stat.Estimate // in units of the thresholds over those of x to the exponent
	Used      int           // thresholds that took part
	Weighted  bool          // by their intervals; else alike
	Scatter   float64       // chi squared per degree of freedom about the line, 1 where intervals explain it; NaN where not Weighted, or of two
}

// FitExponent fits a power law by least squares in logs. Thresholds without a value do not take part. If all others have
// bounded intervals, they are taken for 3.92 standard errors and weight the thresholds by 1 over their squares; else
// all weigh the same. The interval of the exponent follows from these errors while they explain the scatter about
// the line (chi squared test at 5%). Else thresholds have a scatter of their own, the same for all, with which the errors
// explain it (R. C. Paule and J. Mandel, J. Res. Natl. Bur. Stand. 87 (1982) 377), and the interval is Student's. There is
// none of fewer than two x.
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

// powerLine is the line through points that have an own variance besides that of their errors.
func powerLine(points []powerPoint, own float64) stat.Regression {
	r := stat.Regression{Degree: 1}
	for _, p := range points {
		r.Add(p.x, p.y, 1/(p.variance+own))
	}
	r.Solve(0)
	r.RSS = 0 // once more: sums lose it where weights are far apart
	for _, p := range points {
		d := p.y - r.Y - r.Slope*(p.x-r.X)
		r.RSS += d * d / (p.variance + own)
	}
	r.Variance = r.RSS / float64(r.DF)
	return r
}

// noise is the line, the variance of a point of weight 1, and how many standard errors make an interval.
func (e *Exponent) noise(points []powerPoint, r stat.Regression) (line stat.Regression, variance, reach float64) {
	normal := stat.Normal.Reach()
	switch {
	case r.DF < 1 && !e.Weighted:
		return r, 1, math.Inf(1)
	case r.DF < 1:
		return r, 1, normal
	case !e.Weighted:
		return r, r.Variance, r.DF.Reach()
	}
	e.Scatter = r.Variance
	if e.Scatter <= stat.FisherF(0.95, float64(r.DF), stat.Normal) {
		return r, 1, normal
	}
	return scattered(points), 1, r.DF.Reach()
}

// scattered is the line through points with the own variance that makes their scatter what it should be.
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
