package scalinglaws

import (
	"context"
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Optimum is the compute-optimal allocation of a budget C = 6 N D.
type Optimum struct {
	Params stat.Estimate // N
	Tokens stat.Estimate // D
	Loss   float64       // at N and D, nats per token; NaN for isoflop and envelope
}

// line is the allocation N = G (C/6)^a, D = (C/6)^(1-a) / G.
type line struct{ g, a float64 } // ln G and a

// frontier is the allocation of a fit and those of its resamples.
type frontier struct {
	value line
	drawn []line
}

// Optimum is the compute-optimal allocation of a budget of FLOPs. Hoffmann et al., arXiv:2203.15556,
// equation 4. It fails for forms that have none and where the budget is not positive.
func (f *Fit) Optimum(flops float64) (Optimum, error) {
	if f.frontier == nil {
		return Optimum{}, fmt.Errorf("%s has no best allocation of compute", f.Form)
	}
	if !(flops > 0) {
		return Optimum{}, fmt.Errorf("a budget of %v FLOPs, expected a positive number", flops)
	}
	budget := math.Log(flops / 6)
	params := make([]float64, len(f.frontier.drawn))
	for i, l := range f.frontier.drawn {
		params[i] = l.g + l.a*budget
	}
	value := f.frontier.value.g + f.frontier.value.a*budget
	size := stat.Bootstrapped(value, params)
	best := Optimum{Params: size.Exp(), Tokens: stat.Exact(budget).Minus(size).Exp()}
	best.Loss = f.Predict(Run{Params: best.Params.Value, Tokens: best.Tokens.Value, FLOPs: flops}).Value
	return best, nil
}

// allocate fits best sizes y = ln N against x = ln C/6 by a straight line and sets the results. resample
// is the line of resample r; a resample without one counts as failed.
func (f *Fit) allocate(x, y []float64, resample func(r int) (line, bool)) {
	value, ok := through(x, y)
	f.frontier = &frontier{value: value}
	f.Starts, f.Converged, f.AtBest, f.Condition = 1, 1, 1, 1
	for i := range x {
		r := y[i] - value.g - value.a*x[i]
		f.Objective += r * r / 2
	}
	drawn, _ := stat.Parallel(context.Background(), f.Resamples, func(r int) *line {
		if l, ok := resample(r); ok {
			return &l
		}
		return nil
	})
	var a, g []float64
	for _, l := range drawn {
		if l == nil {
			f.Failed++
			continue
		}
		f.frontier.drawn = append(f.frontier.drawn, *l)
		a, g = append(a, l.a), append(g, l.g)
	}
	if float64(f.Failed) > tooManyLost*float64(f.Resamples) {
		f.warn("%d of %d resamples do not determine a: too few runs", f.Failed, f.Resamples)
		ok = false
	}
	power := stat.Bootstrapped(value.a, a)
	f.Constants = []Constant{
		{"a", power, ok}, {"b", stat.Exact(1).Minus(power), ok}, {"G", stat.Bootstrapped(value.g, g).Exp(), ok},
	}
	f.blur([]constant{exponent("a"), exponent("b"), scale("G")})
}

// through is the straight line by least squares; not ok where all x are equal.
func through(x, y []float64) (l line, ok bool) {
	r := stat.Line(x, y)
	if !(r.XX > same*same) {
		return line{g: math.NaN(), a: math.NaN()}, false
	}
	return line{g: r.Y - r.Slope*r.X, a: r.Slope}, true
}
