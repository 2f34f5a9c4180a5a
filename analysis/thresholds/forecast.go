package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Forecast is what one form, fitted to the means of the smaller scales, predicts for the larger ones. The forms are
// straight lines in l = ln x:
//
//	constant  y = a           from three scales on
//	linear    y = a + b l     from four scales on
//	power     ln y = a + b l  from four scales on, of scores above 0
//	logistic  ln(y/(1-y)) = a + b l  from four scales on, of scores between 0 and 1
//
// The last two take (right+1/2)/(items+1) at scales with test sets, so that none or all may be right.
type Forecast struct {
	Form                           string    // constant | linear | power | logistic
	From                           int       // number of scales fitted
	At                             []float64 // predicted scales, ascending
	Predicted, Low, High, Observed []float64 // by At; the intervals Low to High hold all observed means at once with 95%
	Missed                         bool      // whether an observed mean is outside its interval
	Reason                         string    // why nothing is predicted; else empty
}

// Extrapolate fits each form to the scales under `below` by least squares, weighted by replicates, and predicts the
// others. Intervals are prediction intervals of a regression with normal noise, exact in the form's own y, each at
// 1-0.05/n for n predicted scales (Bonferroni). The noise is the residual variance, but at least the sampling variance
// of test sets of these sizes.
func Extrapolate(s stat.Series, below float64) []Forecast {
	c := newScales(s)
	from, _ := slices.BinarySearch(c.x, below)
	list := make([]Forecast, 0, len(links))
	for _, l := range links {
		list = append(list, c.forecast(l, from))
	}
	return list
}

func (c *scales) forecast(l link, from int) Forecast {
	f := Forecast{Form: l.name, From: from}
	switch {
	case from == len(c.x):
		f.Reason = "no larger scales"
	case from < l.degree+3:
		f.Reason = "too few smaller scales"
	}
	if f.Reason != "" {
		return f
	}
	r := stat.Regression{Degree: l.degree}
	sampled := 0.0
	for k := range from {
		y, variance := c.linked(l, k)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			f.Reason = l.needs
			return f
		}
		r.Add(c.log[k]-c.log[0], y, c.weight[k])
		sampled += c.weight[k] * variance / float64(from)
	}
	r.Solve(sampled)
	n := len(c.x) - from
	reach := r.DF.Quantile(1 - stat.Tail/float64(n))
	for k := from; k < len(c.x); k++ {
		y, err := r.At(c.log[k]-c.log[0], c.weight[k])
		low, high := l.back(y-reach*err), l.back(y+reach*err)
		seen := c.mean[k]
		f.At, f.Observed = append(f.At, c.x[k]), append(f.Observed, seen)
		f.Predicted, f.Low, f.High = append(f.Predicted, l.back(y)), append(f.Low, low), append(f.High, high)
		slack := rounding * max(1, math.Abs(seen))
		f.Missed = f.Missed || seen < low-slack || seen > high+slack
	}
	return f
}

// linked is the mean of scale k in a form's own y, and its sampling variance by the size of the test set.
func (c *scales) linked(l link, k int) (y, variance float64) {
	if !haveItems(c.replicates[k]) {
		return l.to(c.mean[k]), 0
	}
	share, items := c.share(k)
	y = c.mean[k]
	if l.needs != "" {
		y = share
	}
	slope := l.slope(share)
	return l.to(y), slope * slope * share * (1 - share) / items
}

// link turns a form into a straight line in ln x.
type link struct {
	name            string
	degree          int    // of the polynomial in ln x
	needs           string // reason where a score is outside the domain of the link; empty: any score is in it
	to, back, slope func(y float64) float64
}

var links = []link{
	{"constant", 0, "", same, same, one},
	{"linear", 1, "", same, same, one},
	{"power", 1, "a score is not above 0", math.Log, math.Exp, func(y float64) float64 { return 1 / y }},
	{
		"logistic", 1, "a score is not between 0 and 1",
		func(y float64) float64 { return math.Log(y / (1 - y)) },
		func(y float64) float64 { return 1 / (1 + math.Exp(-y)) },
		func(y float64) float64 { return 1 / (y * (1 - y)) },
	},
}

func same(y float64) float64 { return y }
func one(float64) float64    { return 1 }
