package scalinglaws

import (
	"context"
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Budget is a group of runs of about the same compute, with the best size among them.
type Budget struct {
	FLOPs  float64 // geometric mean over its runs
	Runs   int
	Params stat.Estimate // N at the minimum of the loss
	Loss   stat.Estimate // the minimum, nats per token
	Reason string        // why there is no certain minimum; empty: there is one
}

// IsoFLOP groups runs of the same compute, within 10%, into budgets, fits the loss of each budget by a
// parabola in ln N, and the sizes at the minima by N = G (C/6)^a; b = 1 - a is the exponent of D. It
// skips groups of fewer than four sizes. Budgets whose minimum lies outside their runs have a reason and
// do not count for a. Intervals resample the runs of each budget. Hoffmann et al., arXiv:2203.15556,
// section 3.2.
//
// It fails where N, C or the loss is not positive, and where fewer than two budgets have a minimum.
func IsoFLOP(runs []Run, b stat.Bootstrap) (Fit, []Budget, error) {
	list, err := sized(runs)
	if err != nil {
		return Fit{}, nil, err
	}
	profiles := gatherBudgets(list)
	budgets, _ := stat.Parallel(context.Background(), len(profiles), func(i int) Budget { return profiles[i].vertices(b) })
	fit := Fit{Form: "isoflop", Resamples: b.Resamples}
	var held []*profile
	for i, p := range profiles {
		if budgets[i].Reason == "" {
			held = append(held, p)
			fit.Runs += len(p.runs)
		}
	}
	if left := len(profiles) - len(held); left > 0 {
		fit.warn("%d of %d budgets have no certain minimum and do not count for a", left, len(profiles))
	}
	if len(held) < 2 {
		return Fit{}, budgets, fmt.Errorf("isoflop: a needs 2 budgets with a certain minimum, the runs have %d", len(held))
	}
	x, y := make([]float64, len(held)), make([]float64, len(held))
	for i, p := range held {
		x[i], y[i] = p.compute-math.Log(6), p.least.at
	}
	fit.allocate(x, y, func(r int) (line, bool) {
		x, y := x[:0:0], y[:0:0]
		for _, p := range held {
			if v := p.drawn[r]; v.reason == "" {
				x, y = append(x, p.compute-math.Log(6)), append(y, v.at)
			}
		}
		return through(x, y)
	})
	fit.thinned(len(runs), len(list))
	return fit, budgets, nil
}
