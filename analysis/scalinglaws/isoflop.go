package scalinglaws

import (
	"context"
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Budget is one curve of runs of about the same compute, and the best size on it.
type Budget struct {
	FLOPs  float64       // geometric mean over its runs
	Runs   int           // that it has
	Params stat.Estimate // N at the least loss
	Loss   stat.Estimate // the least loss
	Reason string        // why it has no minimum; empty: it has one
}

// IsoFLOP gathers runs of the same compute, within 10%, fits the loss of each such budget by a
// parabola in ln N, and the sizes at their minima by N = G (C/6)^a; b = 1 - a is the power of D.
// Budgets of fewer than four sizes are passed over, and those whose minimum the runs do not enclose
// have a reason and no part in a. Intervals resample the runs of each budget. Hoffmann et al.,
// arXiv:2203.15556, section 3.2.
//
// It fails where a number is not above 0 and where fewer than two budgets have a minimum.
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
	fit.thinned(len(runs), len(list))
	if left := len(profiles) - len(held); left > 0 {
		fit.warn("%d of %d budgets have no certain minimum and no part in a", left, len(profiles))
	}
	if len(held) < 2 {
		return Fit{}, budgets, fmt.Errorf("isoflop: a takes 2 budgets with a certain minimum, the runs have %d", len(held))
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
	return fit, budgets, nil
}
