package metrics

import (
	"math"

	"github.com/circsim/circsim/circuits"
)

// The grid of the tables: ln sigma, and the margin in units of 1 + sigma. In
// these units the loss falls over a width of about one, whether sigma is small
// or large.
const (
	logSigmaFrom = -3.0
	logSigmaTo   = 7.0
	logSigmaStep = 0.05
	marginFrom   = -8.0
	marginTo     = 48.0
	marginStep   = 0.2
	nodesPerStep = 2 // quadrature nodes per step of the margin
)

var (
	sigmaRows    = int(math.Round((logSigmaTo-logSigmaFrom)/logSigmaStep)) + 1
	marginValues = int(math.Round((marginTo-marginFrom)/marginStep)) + 1
)

// The range of sigma in the tables.
var sigmaMin, sigmaMax = math.Exp(logSigmaFrom), math.Exp(logSigmaTo)

// Softmax tabulates expectations of the softmax of Gaussian logits over v
// classes. A row is filled when first needed. A Softmax is safe for concurrent
// use. The interpolation error is below 1e-4: relative for a Loss above 1e-12,
// absolute for Brier.
//
// Below sigma = e^-3 the values are those at e^-3, where the loss is at most
// 0.25% above that without noise. Above e^7 they depend on margin/sigma alone,
// and Loss is proportional to sigma. NaN gives NaN.
type Softmax struct {
	classes float64
	loss    []tableRow // by sigma, see lossRow
	brier   []tableRow // by sigma, see brierRow
}

// NewSoftmax gives empty tables for v >= 2 classes.
func NewSoftmax(v float64) *Softmax {
	return &Softmax{
		classes: v,
		loss:    make([]tableRow, sigmaRows),
		brier:   make([]tableRow, sigmaRows),
	}
}

// Loss is the expected cross-entropy in nats, E[ln sum_j e^z_j - z_right], for a
// right class whose mean logit is margin and logits of standard deviation
// sigma >= 0.
func (s *Softmax) Loss(margin, sigma float64) float64 {
	p := placeOf(margin, sigma)
	return s.lossAt(&p)
}

// LossAndBrier are Loss and Brier of the same logits.
func (s *Softmax) LossAndBrier(margin, sigma float64) (loss, brier float64) {
	p := placeOf(margin, sigma)
	return s.lossAt(&p), s.brierAt(&p)
}

func (s *Softmax) lossAt(p *place) float64 {
	loss := circuits.Exp(p.read(s.loss, s.lossRow) * p.unit)
	switch {
	case p.b < marginFrom:
		loss += (marginFrom - p.b) * p.unit
	case p.b > marginTo:
		loss *= circuits.Exp((marginTo - p.b) * p.unit)
	}
	return loss * p.scale
}

// place is where the tables are read: at margin b in units of 1 + sigma, between rows of sigma and columns of b.
type place struct {
	b, unit      float64 // unit is 1 + sigma
	scale        float64 // by which margin and sigma were divided
	row, column  int     // the first of the four nearest
	down, across [4]float64
	undefined    bool // an argument is NaN
}

// placeOf moves sigma into the range of the tables. Above the range all logits
// scale with sigma: margin and sigma are divided by scale, and the loss is scale
// times that at the smaller ones.
func placeOf(margin, sigma float64) place {
	p := place{scale: 1}
	if sigma > sigmaMax {
		p.scale = sigma / sigmaMax
		margin, sigma = margin/p.scale, sigmaMax
	} else {
		sigma = max(sigma, sigmaMin)
	}
	p.unit = 1 + sigma
	p.b = margin / p.unit
	y := (circuits.Log(sigma) - logSigmaFrom) / logSigmaStep
	if p.undefined = math.IsNaN(y) || math.IsNaN(p.b); p.undefined {
		return p
	}
	row := int(min(max(math.Floor(y), 1), float64(sigmaRows-3)))
	column, across := cubicAt((p.b-marginFrom)/marginStep, marginValues)
	p.row, p.down, p.column, p.across = row-1, cubicWeights(y-float64(row)), column-1, across
	return p
}

// read interpolates a table, whose rows are filled when first needed. It is NaN where an argument is.
func (p *place) read(table []tableRow, fill func(*transform) []float64) float64 {
	if p.undefined {
		return math.NaN()
	}
	sum := 0.0
	for k, w := range p.down {
		values := table[p.row+k].values.Load()
		if values == nil {
			fillFour(table, p.row, func(r int) []float64 { return fill(transforms[r]()) })
			values = table[p.row+k].values.Load()
		}
		near := (*values)[p.column : p.column+4]
		sum += w * (p.across[0]*near[0] + p.across[1]*near[1] + p.across[2]*near[2] + p.across[3]*near[3])
	}
	return sum
}

// lossRow is ln E[loss] / (1 + sigma) at every margin of the table for one sigma;
// this form interpolates best. With X = e^z_right and S the sum of e^z over the
// other classes, E[ln((X+S)/X)] is the integral over u of E[exp(-e^u X)]
// (1 - E[exp(-e^u S)]). The first factor is the transform's kept, not 1 - missing:
// every term is positive, so nothing cancels at any margin.
func (s *Softmax) lossRow(t *transform) []float64 {
	others := make([]float64, len(t.missing))
	for i, logKept := range t.logKept {
		others[i] = -math.Expm1((s.classes - 1) * logKept)
	}
	row := make([]float64, marginValues)
	overlaps(t.kept, others, row)
	for k, sum := range row {
		row[k] = math.Log(sum*t.step) / (1 + t.sigma)
	}
	return row
}

// overlaps sums the products of the right class and of the others where their shifted grids overlap, for every margin of
// the table.
func overlaps(right, others, sums []float64) {
	newSliding(originNode, right, nodesPerStep).sums(sums, others, 0, 1)
}
