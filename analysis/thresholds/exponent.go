package thresholds

import "math"

// Exponent is a power law of thresholds, threshold = Prefactor x^Exponent.
type Exponent struct {
	Exponent  Estimate
	Prefactor Estimate // in units of the thresholds over those of x to the exponent
	Used      int      // thresholds that took part
	Weighted  bool     // by their intervals; else alike
	Scatter   float64  // chi squared per degree of freedom about the line, 1 where intervals explain it; NaN where not Weighted, or of two
}

// FitExponent fits a power law by least squares in logs. Thresholds without a value do not take part. If all others have
// bounded intervals, they are taken for 3.92 standard errors and weight the thresholds by 1 over their squares; else
// all weigh the same. The interval of the exponent follows from these errors while they explain the scatter about
// the line (chi squared test at 5%). Else thresholds have a scatter of their own, the same for all, with which the errors
// explain it (R. C. Paule and J. Mandel, J. Res. Natl. Bur. Stand. 87 (1982) 377), and the interval is Student's. There is
// none of fewer than two x.
func FitExponent(x []float64, thresholds []Estimate) Exponent {
	var points []powerPoint
	weighted := true
	for i, t := range thresholds {
		if !(t.Value > 0 && !math.IsInf(t.Value, 1) && x[i] > 0 && !math.IsInf(x[i], 1)) {
			continue
		}
		err := math.Log(t.High/t.Low) / (2 * student(math.Inf(1)).quantile(1-tail))
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
	if !(r.ll > 0) {
		e.Exponent = missing("fewer than two values of x")
		e.Prefactor = e.Exponent
		return e
	}
	r, variance, reach := e.noise(points, r)
	one := reach * math.Sqrt(variance/r.ll)
	e.Exponent = Estimate{Value: r.slope, Low: r.slope - one, High: r.slope + one}
	y := r.y - r.slope*r.l
	zero := reach * math.Sqrt(variance*(1/r.w+r.l*r.l/r.ll))
	e.Prefactor = Estimate{Value: y, Low: y - zero, High: y + zero}.exp()
	if math.IsInf(reach, 1) {
		e.Exponent.explain("two thresholds without bounded intervals")
		e.Prefactor.explain(e.Exponent.Reason)
	}
	return e
}

type powerPoint struct{ x, y, variance float64 } // x and y in logs

// powerLine is the line through points that have an own variance besides that of their errors.
func powerLine(points []powerPoint, own float64) regression {
	r := regression{degree: 1}
	for _, p := range points {
		r.add(p.x, p.y, 1/(p.variance+own))
	}
	r.solve(0)
	r.rss = 0 // once more: sums lose it where weights are far apart
	for _, p := range points {
		d := p.y - r.y - r.slope*(p.x-r.l)
		r.rss += d * d / (p.variance + own)
	}
	r.variance = r.rss / float64(r.df)
	return r
}

// noise is the line, the variance of a point of weight 1, and how many standard errors make an interval.
func (e *Exponent) noise(points []powerPoint, r regression) (line regression, variance, reach float64) {
	normal := student(math.Inf(1)).quantile(1 - tail)
	switch {
	case r.df < 1 && !e.Weighted:
		return r, 1, math.Inf(1)
	case r.df < 1:
		return r, 1, normal
	case !e.Weighted:
		return r, r.variance, r.df.quantile(1 - tail)
	}
	e.Scatter = r.variance
	if e.Scatter <= ratio(0.95, float64(r.df), student(math.Inf(1))) {
		return r, 1, normal
	}
	return scattered(points), 1, r.df.quantile(1 - tail)
}

// scattered is the line through points with the own variance that makes their scatter what it should be.
func scattered(points []powerPoint) regression {
	low, high := 0.0, 1.0
	for powerLine(points, high).variance > 1 {
		low, high = high, 4*high
	}
	for range 60 {
		if middle := (low + high) / 2; powerLine(points, middle).variance > 1 {
			low = middle
		} else {
			high = middle
		}
	}
	return powerLine(points, high)
}
