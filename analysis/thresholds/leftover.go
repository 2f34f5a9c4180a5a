package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// leftover is the noise that shows in what the means leave about a fitted curve.
type leftover struct {
	variance              // of one replicate, pooled over the scales
	errors   []float64    // standard errors of the means
	df       stat.Student // degrees of freedom of these errors
	uneven   bool         // whether they are larger about the half rise
}

// pooled is a leftover with the same variance of a replicate at every scale.
func (c *scales) pooled(v variance) leftover {
	l := leftover{v, make([]float64, len(c.x)), v.df, false}
	for k, w := range c.weight {
		l.errors[k] = math.Sqrt(v.value / w)
	}
	return l
}

// left is what a curve of four parameters leaves. Models that differ in more than scale scatter where the score rises:
// their thresholds differ, and scores on the plateaus do not. So the variance at a scale is a constant plus a bump about
// the half rise, of any height and width, by maximum likelihood, where that explains the residuals better than a constant
// (likelihood ratio test at 10%).
func (c *scales) left(f fitted) leftover {
	n := len(c.x)
	df := float64(n - 4)
	even := c.pooled(variance{f.residual() / df, stat.Student(df)})
	if !(f.residual() > 1e-12*c.constant()) {
		return even
	}
	residual := make([]float64, n)
	for k, log := range c.log {
		d := c.mean[k] - f.at(log)
		residual[k] = c.weight[k] * d * d
	}
	flat := make([]float64, n)
	for k := range flat {
		flat[k] = 1
	}
	alone, _ := likelihood(residual, flat)
	best, bump, least := alone, flat, 1
	if own, known := c.observed(stat.Bootstrap{}); known && own.single && c.scattered(own) {
		// The noise on the plateaus is known. The rest is on the rise, however few scales tell it.
		best, least = math.Inf(-1), bumpHeights*4/5
	}
	span := c.log[n-1] - c.log[0]
	for i := range bumpWidths {
		width := span / float64(n-1) * math.Pow(float64(n)/3, float64(i)/(bumpWidths-1))
		shape, mean := make([]float64, n), 0.0
		for k, log := range c.log {
			z := (log - f.half()) / width
			shape[k] = math.Exp(-z * z / 2)
			mean += shape[k] / float64(n)
		}
		for j := least; j < bumpHeights; j++ {
			share := float64(j) / bumpHeights
			relative := make([]float64, n)
			for k := range relative {
				relative[k] = 1 - share + share*shape[k]/mean
			}
			if log, _ := likelihood(residual, relative); log > best {
				best, bump = log, relative
			}
		}
	}
	if least == 1 && 2*(best-alone) < bumpTest {
		return even
	}
	_, mean := likelihood(residual, bump)
	sum, squares := 0.0, 0.0
	for k := range c.weight {
		sum += bump[k]
		squares += bump[k] * bump[k]
	}
	// The scales in the bump alone tell its height, and middle and slope of the curve follow them.
	in := sum * sum / squares
	even.uneven = true
	even.df = stat.Student(max(1, in-2))
	for k, w := range c.weight {
		even.errors[k] = math.Sqrt(mean * in / float64(even.df) * bump[k] / w)
	}
	return even
}

// bumpTest is the quantile 0.9 of chi-squared with two degrees of freedom; the likelihood is searched on a grid.
const (
	bumpTest    = 4.605
	bumpWidths  = 6
	bumpHeights = 20
)

// likelihood is that of normal residuals, in logs, given their squares and relative variances, and the mean variance
// with which it is greatest.
func likelihood(squares, relative []float64) (log, mean float64) {
	n := float64(len(squares))
	for k, r := range squares {
		mean += r / relative[k] / n
		log -= math.Log(relative[k]) / 2
	}
	return log - n/2*math.Log(mean), mean
}

// rough is the noise about the increasing regression, with one degree of freedom at least.
func (c *scales) rough() leftover {
	v := c.roughness(-1)
	v.df = max(v.df, 1)
	return c.pooled(v)
}

// Scatters is whether the scores scatter about a curve by more than the noise of their seeds, replicates, test sets or
// published errors. All intervals are then those of that scatter.
func (g Gathered) Scatters() bool {
	n, known := g.observed(stat.Bootstrap{})
	return known && g.scattered(n)
}

// scatters is the reason given where the interval is that of the scatter between scales.
const scatters = "scores scatter about the curve by more than their own noise"

// explain gives the scatter as the reason, unless there is a reason already.
func (n *noise) explain(list ...*stat.Estimate) {
	for _, e := range list {
		if n.scatter && e.Reason == "" && e.Defined() {
			e.Reason = scatters
		}
	}
}

// scattered is whether the means differ by more than this noise explains from the increasing regression or, with one
// model at every scale, from curves of every form (F tests at 1%). Without noise a curve is what it is, dips and all.
func (c *scales) scattered(n noise) bool {
	if c.noiseless(n.variance) {
		return false
	}
	v, own := n.variance, c.roughness(-1)
	if own.df >= 1 && own.value > v.value*stat.FisherF(0.99, float64(own.df), v.df) {
		return true
	}
	df := float64(len(c.x) - 4)
	return n.single && df >= 1 && c.leastResidual() > df*v.value*stat.FisherF(0.99, df, v.df)
}

// leastResidual is that of the smooth form that fits best.
func (c *scales) leastResidual() float64 {
	least := math.Inf(1)
	for _, form := range smooth {
		_, best := c.fitForm(form)
		least = min(least, best.rss)
	}
	return least
}

// smooth are the forms of a rise.
var smooth = []form{logistic, probit, gompertz, weibull}
