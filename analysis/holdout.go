package analysis

import (
	"math"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// HeldOut is one of the largest models, predicted by a law that is fitted again without these.
type HeldOut struct {
	Params, Tokens, FLOPs float64 // NaN if unknown
	Loss                  float64 // in the table's unit
	Error                 float64 // mean over tasks; NaN for a law of loss
	Predicted             float64 // loss or error
	RelativeError         float64 // |Predicted/Loss - 1|, or of Error
}

// holdOut tests a law on the largest models along its scale; for a law of both parameters and tokens, those with the most
// parameters and those with the most compute. It returns none if the law predicts no single models, or cannot be fitted
// to the rest. Without errors it is a law of loss.
func (f *form) holdOut(runs []scalinglaws.Run, errors map[scalinglaws.Run]float64) []HeldOut {
	var small, large []scalinglaws.Run
	largest := map[scalinglaws.Axis]float64{}
	for _, axis := range f.extremes() {
		for _, r := range runs {
			largest[axis] = max(largest[axis], along(r, axis))
		}
	}
	for _, r := range runs {
		out := false
		for _, axis := range f.extremes() {
			out = out || largest[axis] > 0 && along(r, axis) == largest[axis]
		}
		if out {
			large = append(large, r)
		} else {
			small = append(small, r)
		}
	}
	fit, err := f.fit(small, stat.Bootstrap{})
	if err != nil {
		return nil
	}
	var all []HeldOut
	for _, r := range large {
		predicted, seen, wrong := fit.Predict(r).Value, r.Loss, math.NaN()
		if errors != nil {
			wrong = errors[r]
			seen = wrong
		}
		if predicted-predicted == 0 {
			all = append(all, HeldOut{unknown(r.Params), unknown(r.Tokens), unknown(r.FLOPs), r.Loss, wrong, predicted, math.Abs(predicted/seen - 1)})
		}
	}
	return all
}

// extremes returns the scales whose largest models are held out.
func (f *form) extremes() []scalinglaws.Axis {
	if f.along == "" {
		return []scalinglaws.Axis{scalinglaws.Params, scalinglaws.FLOPs}
	}
	return []scalinglaws.Axis{f.along}
}

// unknown turns the 0 of an unknown scale into NaN.
func unknown(x float64) float64 {
	if x == 0 {
		return math.NaN()
	}
	return x
}
