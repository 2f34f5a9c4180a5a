package metrics

import (
	"math"
	"sync/atomic"
)

// The tables' grids: ln sigma in steps of logSigmaStep, and the margin in units
// of 1 + sigma, in which both the narrow and the wide transition have width
// about one.
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

// The range of sigma that the tables hold.
var sigmaLeast, sigmaMost = math.Exp(logSigmaFrom), math.Exp(logSigmaTo)

// Softmax tabulates expectations of the softmax of Gaussian logits over v
// classes. Rows are filled when first needed; it is safe for use by many
// goroutines at once. Interpolation errs by less than 1e-4: relative for a Loss
// above 1e-12, absolute for Brier.
//
// Below sigma = e^-3 the answers are those at e^-3, whose loss is at most 0.25%
// above that of no noise; above e^7 only margin/sigma counts, and Loss grows
// with sigma. The answer to NaN is NaN.
type Softmax struct {
	classes float64
	loss    []atomic.Pointer[[]float64] // ln of the expected loss over 1 + sigma, by row of sigma
	brier   []atomic.Pointer[[]float64]
}

// NewSoftmax prepares the tables for v >= 2 classes.
func NewSoftmax(v float64) *Softmax {
	return &Softmax{
		classes: v,
		loss:    make([]atomic.Pointer[[]float64], sigmaRows),
		brier:   make([]atomic.Pointer[[]float64], sigmaRows),
	}
}

// Loss is the expected cross-entropy in nats at the given margin and standard
// deviation: E[ln sum_j e^z_j - z_right].
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

// within moves sigma into the tables' range. Above it all logits scale with
// sigma: the margin shrinks as sigma does, and the loss is scale times as large.
func within(margin, sigma float64) (scaledMargin, nearest, scale float64) {
	if sigma > sigmaMost {
		scale = sigma / sigmaMost
		return margin / scale, sigmaMost, scale
	}
	return margin, max(sigma, sigmaLeast), 1
}

// interpolate reads a table at margin b, in units of 1 + sigma, sigma within
// the table's range or NaN.
func (s *Softmax) interpolate(table []atomic.Pointer[[]float64], fill func(*transform) []float64, b, sigma float64) float64 {
	y := (math.Log(sigma) - logSigmaFrom) / logSigmaStep
	if math.IsNaN(y) {
		return y
	}
	row := int(min(max(math.Floor(y), 1), float64(sigmaRows-3)))
	x := (b - marginFrom) / marginStep
	sum := 0.0
	for k, w := range cubicWeights(y - float64(row)) {
		r := row - 1 + k
		values := table[r].Load()
		if values == nil {
			filled := fill(transforms[r]())
			values = &filled
			table[r].Store(values)
		}
		sum += w * cubic(*values, x)
	}
	return sum
}

// lossRow is ln E[loss] / (1 + sigma), the smoothest form, over the margins at
// one sigma. With X = e^z_right and S the other classes' sum, E[ln((X+S)/X)] is
// the integral over u of E[exp(-e^u X)] (1 - E[exp(-e^u S)]). Both factors are
// computed as they stand, E[exp(-e^u X)] as the transform's kept rather than as
// 1 - missing: every term is positive and nothing cancels, however far the margin.
func (s *Softmax) lossRow(t *transform) []float64 {
	others := make([]float64, len(t.missing))
	for i, logKept := range t.logKept {
		others[i] = -math.Expm1((s.classes - 1) * logKept)
	}
	row := make([]float64, marginValues)
	for k := range row {
		i, j := overlap(k)
		row[k] = math.Log(dot(t.kept[j:], others[i:])*t.step) / (1 + t.sigma)
	}
	return row
}

// overlap is the first nodes of the other classes and of the right class, whose
// grid lies margin k of the table ahead, from which both are on the grid.
func overlap(k int) (others, right int) {
	shift := k*nodesPerStep - originNode
	return max(0, -shift), max(0, shift)
}

// dot is the sum of products over the nodes that both vectors have.
func dot(a, b []float64) float64 {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}
