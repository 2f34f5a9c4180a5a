package emergence

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Performance judges by Wei et al. (arXiv:2206.07682, sec 2): near-random on the
// smaller scales, above random on the larger, and not foreseen by extrapolating
// the smaller ones. Emergent needs three scales that are not told from chance
// one by one or together, a larger one that is, and no form fitted to them (four
// scales at least) that foretells the larger ones: scores above its 95%
// prediction intervals miss it, and where the interval at the largest scale
// holds scores that are not told from chance too, it foretells nothing. Were that
// all that can be said of the forms with a slope, the smaller scales are too noisy
// to be held to anything.
func Performance(s stat.Series, b stat.Bootstrap) Verdict {
	return performance(s, thresholds.FindOnset(s, b))
}

func performance(s stat.Series, o thresholds.Onset) Verdict {
	v := Verdict{Definition: ByPerformance}
	if why := untested(o); why != "" {
		v.decide(Undecided, why)
		return v
	}
	scales, p := flat(o)
	v.estimate("onset", o.Scale, "scale")
	v.figure("last scale at chance", o.LastAtChance, "scale")
	v.figure("first scale above chance", o.FirstAbove, "scale")
	v.figure("least score told from chance", o.Critical, "score")
	v.figure("scales at chance", float64(scales), "scales")
	v.figure("joint p value of these", p, "")
	if math.IsNaN(o.FirstAbove) {
		v.decide(NotEmergent, "at no scale above chance")
		return v
	}
	if math.IsNaN(o.LastAtChance) {
		v.decide(NotEmergent, "above chance at the smallest scale already")
		return v
	}
	from := max(scales, leastFit)
	if from >= len(o.X) {
		v.decide(Undecided, "too few scales to foretell one from the smaller ones")
		return v
	}
	told, blind := v.forecasts(s, o.X[from], o.Critical)
	switch {
	case told != "":
		v.decide(NotEmergent, "the "+told+" form of the smaller scales foretells the largest")
	case scales < leastFlat:
		v.decide(Undecided, fmt.Sprintf("%d of the %d scales at chance that flatness needs", scales, leastFlat))
	case blind:
		v.decide(Undecided, "the smaller scales are too noisy to rule out a steady rise")
	default:
		v.decide(Emergent, fmt.Sprintf("%d scales at chance, then above it, and no form fitted to them foretells it", scales))
	}
	return v
}

// untested says why the scale that would end the row above chance was not held
// against chance; empty: it was.
func untested(o thresholds.Onset) string {
	if o.Test == "" {
		return o.Scale.Reason
	}
	if k, found := slices.BinarySearch(o.X, o.LastAtChance); found && math.IsNaN(o.P[k]) {
		return "noise unknown"
	}
	return ""
}

// forecasts extrapolates the scales below a scale to the larger ones. told is a
// form that foretells the largest, blind says that none with a slope is missed.
func (v *Verdict) forecasts(s stat.Series, below, critical float64) (told string, blind bool) {
	blind = true
	for _, f := range thresholds.Extrapolate(s, below) {
		if f.Reason != "" {
			continue
		}
		last := len(f.At) - 1
		v.Evidence = append(v.Evidence, Evidence{
			"largest scale foretold by the " + f.Form + " form", stat.Estimate{Value: f.Predicted[last], Low: f.Low[last], High: f.High[last]}, "score",
		})
		missed := false
		for i, seen := range f.Observed {
			missed = missed || s.Oriented(seen) > max(s.Oriented(f.Low[i]), s.Oriented(f.High[i]))
		}
		if missed && f.Form != "constant" {
			blind = false
		}
		if !missed && told == "" && min(s.Oriented(f.Low[last]), s.Oriented(f.High[last])) > s.Oriented(critical) {
			told = f.Form
		}
	}
	return told, blind
}
