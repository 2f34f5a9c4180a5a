package emergence

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Performance judges by Wei et al. (arXiv:2206.07682, sec 2): at chance on the smaller scales, above it on the larger,
// and not predicted by extrapolating the smaller ones. An emergent ability has three scales that are at chance, singly
// and jointly, a larger one above it, and no form fitted to the smaller scales (four at least) that predicts the larger
// ones. A form predicts nothing if scores lie above its 95% prediction intervals, or if its interval at the largest
// scale reaches down to chance. If no form with a slope is contradicted by the scores, the smaller scales are too noisy
// for a verdict.
func Performance(s stat.Series, b stat.Bootstrap) Verdict {
	return performance(s, thresholds.FindOnset(s, b))
}

func performance(s stat.Series, o thresholds.Onset) Verdict {
	v := Verdict{Definition: ByPerformance}
	if why := untested(o); why != "" {
		v.decide(Undecided, why)
		return v
	}
	s = o.Used(s)
	scales, p := flat(o)
	v.estimate("onset", o.Scale, "scale")
	v.figure("last scale at chance", o.LastAtChance, "scale")
	v.figure("first scale above chance", o.FirstAbove, "scale")
	v.figure("lowest score significantly above chance", o.Critical, "score")
	v.figure("scales at chance", float64(scales), "scales")
	v.figure("joint p value of these", p, "")
	if o.FallenBack > 0 {
		v.figure("largest scales not above chance", float64(o.FallenBack), "scales")
	}
	from, used := max(scales, leastFit), len(o.X)
	remark := ""
	if !math.IsNaN(o.LeftOut) {
		used--
		remark = fmt.Sprintf("; the largest scale, %.4g, is left out: it is not above chance", o.LeftOut)
	}
	switch {
	case math.IsNaN(o.FirstAbove) && o.FallenBack > 0:
		v.decide(Undecided, o.Scale.Reason)
		return v
	case math.IsNaN(o.FirstAbove):
		v.decide(NotEmergent, "at no scale above chance")
		return v
	case math.IsNaN(o.LastAtChance):
		v.decide(NotEmergent, "above chance at the smallest scale already"+remark)
		return v
	case from >= used:
		v.decide(Undecided, "too few scales to predict the largest from the smaller ones"+remark)
		return v
	}
	predicting, blind := v.forecasts(s, o.X[from], o.Critical)
	switch {
	case predicting != "":
		v.decide(NotEmergent, "the "+predicting+" form fitted to the smaller scales predicts the largest"+remark)
	case scales < leastFlat:
		v.decide(Undecided, fmt.Sprintf("only %d of the smallest scales are at chance together, %d are needed", scales, leastFlat)+remark)
	case blind:
		v.decide(Undecided, "the smaller scales are too noisy to rule out a steady rise"+remark)
	default:
		v.decide(Emergent, fmt.Sprintf("%d scales at chance, then above it, and no form fitted to them predicts the rise", scales)+remark)
	}
	return v
}

// untested says why the largest scale that is not above chance was not tested; empty if it was.
func untested(o thresholds.Onset) string {
	if o.Test == "" {
		return o.Scale.Reason
	}
	if k, found := slices.BinarySearch(o.X, o.LastAtChance); found && math.IsNaN(o.P[k]) {
		return "noise unknown"
	}
	return ""
}

// forecasts extrapolates from the scales below a scale to the larger ones. predicting is the first form that predicts the
// largest; blind means that the scores contradict no form with a slope.
func (v *Verdict) forecasts(s stat.Series, below, critical float64) (predicting string, blind bool) {
	blind = true
	for _, f := range thresholds.Extrapolate(s, below) {
		if f.Reason != "" {
			continue
		}
		last := len(f.At) - 1
		predicted := stat.Estimate{Value: f.Predicted[last], Low: f.Low[last], High: f.High[last]}
		v.estimate("score at the largest scale predicted by the "+f.Form+" form", predicted, "score")
		missed := false
		for i, seen := range f.Observed {
			missed = missed || s.Oriented(seen) > max(s.Oriented(f.Low[i]), s.Oriented(f.High[i]))
		}
		if missed && f.Form != "constant" {
			blind = false
		}
		if !missed && predicting == "" && min(s.Oriented(f.Low[last]), s.Oriented(f.High[last])) > s.Oriented(critical) {
			predicting = f.Form
		}
	}
	return predicting, blind
}
