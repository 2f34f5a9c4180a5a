package scalinglaws

import (
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
