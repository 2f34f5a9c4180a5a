package calibration

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"
)

// candidate is a point of the search with what it predicts.
type candidate struct {
	u           []float64
	predictions []float64
	score       float64
	spreads     map[Kind]Spread
	damping     float64    // of the next Gauss-Newton step
	slopes      *mat.Dense // derivatives of the predictions by the coordinates; nil: not known
	guessed     bool       // the derivatives are those of other points, updated
	done        bool       // no step helps any more
}

// difference is the distance, in standard deviations of the prior, over which derivatives are taken: far beyond the
// rounding of simulated events, and near enough to be local.
const difference = 0.03

// enough is the fall of the objective below which steps end.
const enough = 0.01

// jacobian gives the derivatives of all predictions by each coordinate. Where a neighbour fails, the derivative is 0.
func (s *search) jacobian(ctx context.Context, c *candidate) (*mat.Dense, error) {
	var near [][]float64
	for k := range c.u {
		v := append([]float64{}, c.u...)
		v[k] += difference
		near = append(near, v)
	}
	moved, err := s.evaluate(ctx, near)
	if err != nil {
		return nil, err
	}
	j := mat.NewDense(len(c.predictions), len(c.u), nil)
	for k, m := range moved {
		for i := range c.predictions {
			if m.predictions != nil {
				j.Set(i, k, (m.predictions[i]-c.predictions[i])/difference)
			}
		}
	}
	return j, nil
}

// normal gives the gradient and the Gauss-Newton matrix of the objective, with the spreads held.
func (o *objective) normal(c *candidate, j *mat.Dense) (gradient *mat.VecDense, matrix *mat.SymDense) {
	n := len(c.u)
	gradient, matrix = mat.NewVecDense(n, append([]float64{}, c.u...)), mat.NewSymDense(n, nil)
	for k := range n {
		matrix.SetSym(k, k, 1) // of the prior
	}
	for _, kind := range Kinds {
		for _, i := range o.byKind[kind] {
			first, second := o.slope(i, c.predictions, c.spreads[kind])
			row := j.RawRowView(i)
			for a := range n {
				gradient.SetVec(a, gradient.AtVec(a)+first*row[a])
				for b := a; b < n; b++ {
					matrix.SetSym(a, b, matrix.At(a, b)+second*row[a]*row[b])
				}
			}
		}
	}
	return gradient, matrix
}

// dampings are the factors of the damping that are tried at once in a step.
var dampings = []float64{0.03, 1, 30}

// longest is the greatest distance of a step, in standard deviations of the prior.
const longest = 3

// step takes one damped Gauss-Newton step (Levenberg and Marquardt) from c, the best of a few dampings. Derivatives are
// updated from step to step (Broyden), and taken anew where a step with updated ones does not help.
func (s *search) step(ctx context.Context, c *candidate) (*candidate, error) {
	next := *c
	if next.slopes == nil {
		j, err := s.jacobian(ctx, c)
		if err != nil {
			return nil, err
		}
		next.slopes, next.guessed = j, false
	}
	gradient, matrix := s.normal(c, next.slopes)
	var tries [][]float64
	for _, factor := range dampings {
		if to := damped(c.u, gradient, matrix, c.damping*factor); to != nil {
			tries = append(tries, to)
		}
	}
	found, err := s.evaluate(ctx, tries)
	if err != nil {
		return nil, err
	}
	best, damping := c, c.damping
	for i, f := range found {
		if f.score < best.score {
			best, damping = f, c.damping*dampings[i]
		}
	}
	gain := c.score - best.score
	switch {
	case best != c:
		next.u, next.predictions, next.score, next.spreads = best.u, best.predictions, best.score, best.spreads
		next.damping = min(max(damping, 1e-4), 1e6)
		if gain < enough {
			next.done = !next.guessed
			next.slopes = nil
			break
		}
		next.slopes, next.guessed = broyden(next.slopes, c, best), true
	case next.guessed:
		next.slopes = nil
	default:
		next.damping = c.damping * dampings[len(dampings)-1] * 2
		next.done = next.damping > 1e5
	}
	return &next, nil
}

// broyden changes derivatives, as little as possible, so that they explain the step from one candidate to another.
func broyden(slopes *mat.Dense, from, to *candidate) *mat.Dense {
	n := len(from.u)
	step := make([]float64, n)
	size := 0.0
	for k := range step {
		step[k] = to.u[k] - from.u[k]
		size += step[k] * step[k]
	}
	changed := mat.DenseCopyOf(slopes)
	for i := range from.predictions {
		row := changed.RawRowView(i)
		missing := to.predictions[i] - from.predictions[i]
		for k := range step {
			missing -= row[k] * step[k]
		}
		for k := range step {
			row[k] += missing * step[k] / size
		}
	}
	return changed
}

// damped solves (matrix + damping diagonal) step = -gradient, and gives where the step leads; nil if it cannot be solved.
func damped(u []float64, gradient *mat.VecDense, matrix *mat.SymDense, damping float64) []float64 {
	n := len(u)
	m := mat.NewSymDense(n, nil)
	m.CopySym(matrix)
	for k := range n {
		m.SetSym(k, k, m.At(k, k)*(1+damping))
	}
	var factors mat.Cholesky
	if !factors.Factorize(m) {
		return nil
	}
	var step mat.VecDense
	if factors.SolveVecTo(&step, gradient) != nil {
		return nil
	}
	shrink := 1.0
	if size := mat.Norm(&step, 2); size > longest {
		shrink = longest / size
	}
	to := make([]float64, n)
	for k := range to {
		to[k] = u[k] - shrink*step.AtVec(k)
		if math.IsNaN(to[k]) {
			return nil
		}
	}
	return to
}
