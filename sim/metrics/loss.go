package metrics

import "math"

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
	margin, sigma, scale := within(margin, sigma)
	b := margin / (1 + sigma)
	loss := math.Exp(s.interpolate(s.loss, s.lossRow, b, sigma) * (1 + sigma))
	switch {
	case b < marginFrom:
		loss += (marginFrom - b) * (1 + sigma)
	case b > marginTo:
		loss *= math.Exp((marginTo - b) * (1 + sigma))
	}
	return loss * scale
}

// within moves sigma into the range of the tables. Above the range all logits
// scale with sigma: margin and sigma are divided by scale, and the loss is scale
// times that at the smaller ones.
func within(margin, sigma float64) (scaledMargin, nearest, scale float64) {
	if sigma > sigmaMax {
		scale = sigma / sigmaMax
		return margin / scale, sigmaMax, scale
	}
	return margin, max(sigma, sigmaMin), 1
}

// interpolate reads a table at margin b, in units of 1 + sigma. sigma lies within
// the range of the table or is NaN.
func (s *Softmax) interpolate(table []tableRow, fill func(*transform) []float64, b, sigma float64) float64 {
	y := (math.Log(sigma) - logSigmaFrom) / logSigmaStep
	if math.IsNaN(y) {
		return y
	}
	first := int(min(max(math.Floor(y), 1), float64(sigmaRows-3))) - 1
	if math.IsNaN(b) {
		return b
	}
	i, across := cubicAt((b-marginFrom)/marginStep, marginValues)
	sum := 0.0
	for k, w := range cubicWeights(y - float64(first+1)) {
		values := table[first+k].values.Load()
		if values == nil {
			fillFour(table, first, func(r int) []float64 { return fill(transforms[r]()) })
			values = table[first+k].values.Load()
		}
		near := (*values)[i-1 : i+3]
		sum += w * (across[0]*near[0] + across[1]*near[1] + across[2]*near[2] + across[3]*near[3])
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
