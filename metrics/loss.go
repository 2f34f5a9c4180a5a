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

// Softmax tabulates expectations of the softmax of Gaussian logits over v
// classes. Rows are filled when first needed; it is safe for use by many
// goroutines at once. The relative error of Loss is below 1e-4.
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
	b := margin / (1 + sigma)
	loss := math.Exp(s.interpolate(s.loss, s.lossRow, b, sigma) * (1 + sigma))
	switch {
	case b < marginFrom:
		loss += (marginFrom - b) * (1 + sigma)
	case b > marginTo:
		loss *= math.Exp((marginTo - b) * (1 + sigma))
	}
	return loss
}

// interpolate reads a table at margin b, in units of 1 + sigma.
func (s *Softmax) interpolate(table []atomic.Pointer[[]float64], fill func(sigma float64) []float64, b, sigma float64) float64 {
	y := (math.Log(sigma) - logSigmaFrom) / logSigmaStep
	y = min(max(y, 0), float64(sigmaRows-1))
	row := int(min(max(math.Floor(y), 1), float64(sigmaRows-3)))
	x := (b - marginFrom) / marginStep
	sum := 0.0
	for k, w := range cubicWeights(y - float64(row)) {
		r := row - 1 + k
		values := table[r].Load()
		if values == nil {
			filled := fill(math.Exp(logSigmaFrom + float64(r)*logSigmaStep))
			values = &filled
			table[r].Store(values)
		}
		sum += w * cubic(*values, x)
	}
	return sum
}

// lossRow is ln E[loss] / (1 + sigma), the smoothest form, over the margins at
// one sigma. With X = e^z_right and
// S the other classes' sum, E[ln((X+S)/X)] is the integral over u of
// E[exp(-e^u X)] (1 - E[exp(-e^u S)]): every term positive, nothing cancels.
func (s *Softmax) lossRow(sigma float64) []float64 {
	t, origin := s.grid(sigma)
	others := make([]float64, len(t.missing))
	for i, c := range t.missing {
		others[i] = -math.Expm1((s.classes - 1) * math.Log1p(-min(c, 1-0x1p-53)))
	}
	row := make([]float64, marginValues)
	for k := range row {
		shift := k*nodesPerStep - origin
		sum := 0.0
		for i := max(0, -shift); i < len(others) && i+shift < len(others); i++ {
			sum += (1 - t.missing[i+shift]) * others[i]
		}
		row[k] = math.Log(sum*t.step) / (1 + sigma)
	}
	return row
}

// grid is the transform on nodes that hold every margin of the table as a
// whole number of nodes; origin is that number for the margin marginFrom, negated.
func (s *Softmax) grid(sigma float64) (t *transform, origin int) {
	step := marginStep / nodesPerStep * (1 + sigma)
	from := -marginTo*(1+sigma) - 40
	to := 6 + 9*sigma - marginFrom*(1+sigma)
	origin = int(math.Round(-marginFrom / marginStep * nodesPerStep))
	return newTransform(sigma, from, to, step), origin
}
