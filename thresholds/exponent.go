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
// the line (chi squared test at 5%), else from the scatter, with Student's t. There is none of fewer than two x.
func FitExponent(x []float64, thresholds []Estimate) Exponent {
	var points []powerPoint
	weighted := true
	for i, t := range thresholds {
		if !(t.Value > 0 && !math.IsInf(t.Value, 1) && x[i] > 0 && !math.IsInf(x[i], 1)) {
			continue
		}
		err := math.Log(t.High/t.Low) / (2 * student(math.Inf(1)).quantile(1-tail))
		weighted = weighted && err > 0 && !math.IsInf(err, 1)
		points = append(points, powerPoint{math.Log(x[i]), math.Log(t.Value), 1 / (err * err)})
	}
	e := Exponent{Used: len(points), Scatter: math.NaN(), Weighted: weighted && len(points) > 0}
	r := regression{degree: 1}
	for _, p := range points {
		if !e.Weighted {
			p.weight = 1
		}
		r.add(p.x, p.y, p.weight)
	}
	if !(r.ll > 0) {
		e.Exponent = missing("fewer than two values of x")
		e.Prefactor = e.Exponent
		return e
	}
	r.solve(0)
	variance, reach := e.noise(&r)
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

type powerPoint struct{ x, y, weight float64 } // x and y in logs

// noise is the variance of a point of weight 1 and how many standard errors make an interval.
func (e *Exponent) noise(r *regression) (variance, reach float64) {
	if r.df < 1 {
		if !e.Weighted {
			return 1, math.Inf(1)
		}
		return 1, student(math.Inf(1)).quantile(1 - tail)
	}
	if e.Weighted {
		e.Scatter = r.variance
		if e.Scatter <= ratio(0.95, float64(r.df), student(math.Inf(1))) {
			return 1, student(math.Inf(1)).quantile(1 - tail)
		}
	}
	return r.variance, r.df.quantile(1 - tail)
}
