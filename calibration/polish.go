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
	damping     float64 // of the next Gauss-Newton step
	done        bool    // no step helps any more
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

// step takes one damped Gauss-Newton step (Levenberg and Marquardt) from c, the best of a few dampings.
func (s *search) step(ctx context.Context, c *candidate) (*candidate, error) {
	j, err := s.jacobian(ctx, c)
	if err != nil {
		return nil, err
	}
	gradient, matrix := s.normal(c, j)
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
	best := c
	damping := c.damping * 30
	for i, f := range found {
		if f.score < best.score {
			best, damping = f, c.damping*dampings[i]
		}
	}
	next := *best
	next.damping = min(max(damping, 1e-4), 1e6)
	next.done = best == c && c.damping >= 1e3 || best != c && c.score-best.score < enough
	return &next, nil
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
