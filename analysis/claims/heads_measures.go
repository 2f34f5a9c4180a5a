package claims

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// overModels makes one number of a seed out of one number per model.
func overModels(over func([]float64) float64, of func(*frames.Frame) float64) func(*frames.Frame) float64 {
	return func(f *frames.Frame) float64 {
		_, y := f.Curve("model_params", of)
		return over(y)
	}
}

func medianModel(of func(*frames.Frame) float64) func(*frames.Frame) float64 {
	return overModels(stat.Median, of)
}

// furthest is the number that differs from 1 by the largest factor.
func furthest(y []float64) float64 {
	return slices.MaxFunc(y, func(a, b float64) int { return cmp.Compare(math.Abs(math.Log(a)), math.Abs(math.Log(b))) })
}

// onset is the number of tokens at which a run's test loss falls below 1; infinite where it never does.
func onset(f *frames.Frame) float64 {
	return frames.Never([]float64{f.Only("step_test")})[0] * f.Only("tokens") / f.Only("steps")
}

// withinTwo is the largest share of the whole fall of a loss that happens while tokens double.
func withinTwo(tokens, loss []float64) (largest float64) {
	last := len(loss) - 1
	for i := range tokens {
		if end := 2 * tokens[i]; end <= tokens[last] {
			largest = max(largest, (loss[i]-readAt(tokens, loss, end))/(loss[0]-loss[last]))
		}
	}
	return largest
}

// steepest is where a curve falls fastest, and the number of places where it begins to fall faster, by a tenth or more, and so is not
// convex.
func steepest(x, y []float64) (at, places float64) {
	fastest, turn, rising := 0.0, math.Inf(1), false // turn is the highest speed of a rise, the lowest of a fall
	for i := 1; i < len(x); i++ {
		speed := (y[i-1] - y[i]) / (x[i] - x[i-1])
		if speed > fastest {
			fastest, at = speed, (x[i-1]+x[i])/2
		}
		switch {
		case !rising && speed > 1.1*turn:
			rising, turn, places = true, speed, places+1
		case rising && speed < turn/1.1:
			rising, turn = false, speed
		case rising:
			turn = max(turn, speed)
		default:
			turn = min(turn, speed)
		}
	}
	return at, places
}

func negative(x []float64) []float64 { return minus(make([]float64, len(x)), x) }

// topOf keeps the strongest 2% of a run's heads, rounded up, by one of their strengths.
func topOf(f *frames.Frame, strength string) *frames.Frame {
	sorted := slices.Sorted(slices.Values(f.Floats(strength)))
	lowest := sorted[len(sorted)-(len(sorted)+49)/50]
	return f.If(strength, func(x float64) bool { return x >= lowest })
}

func meanLayer(f *frames.Frame) float64 {
	return stat.Mean(f.Floats("relative_depth")) * f.Floats("heads_layers")[0]
}

// atEnd keeps the last record of a run.
func atEnd(f *frames.Frame) *frames.Frame { return f.At("step", slices.Max(f.Floats("step"))) }

// shareIn is the share of heads whose indices are in a list.
func shareIn(heads *frames.Frame, list []float64) float64 {
	n := 0.0
	for _, i := range heads.Floats("index") {
		if slices.Contains(list, i) {
			n++
		}
	}
	return n / float64(heads.Len())
}

// both is the share of a run's strongest function-vector heads that are among its strongest induction heads too, at the end.
func both(f *frames.Frame) float64 {
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), topOf(end, "induction").Floats("index"))
}

// were is the share of a run's strongest function-vector heads at the end that were among its strongest induction heads at some record
// between the two published onsets, steps 1000 and 16,000 of Pythia, minus the same share of all heads.
func were(f *frames.Frame) float64 {
	between := f.If("step", func(t float64) bool { return t >= 1000/stepsPerStep && t <= 16000/stepsPerStep })
	var ever []float64
	for _, step := range between.Values("step") {
		ever = append(ever, topOf(between.At("step", step), "induction").Floats("index")...)
	}
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), ever) - shareIn(end, ever)
}

// carried compares what two ablations take from copying, as shares of its logit at the end: that of the strongest induction heads other
// than the strongest function-vector heads, minus that of the strongest function-vector heads.
func carried(f *frames.Frame) float64 {
	end := atEnd(f)
	sum := func(f *frames.Frame) float64 { return stat.Mean(f.Floats("induction")) * float64(f.Len()) }
	function := topOf(end, "function_vector")
	taken := function.Floats("index")
	others := end.If("index", func(i float64) bool { return !slices.Contains(taken, i) })
	return (sum(topOf(others, "induction")) - sum(function)) / sum(end)
}

// lost is the accuracy that a run's task loses without heads of a kind.
func lost(f *frames.Frame, kind string) float64 {
	return f.Only("test_accuracy") - f.Only("test_accuracy_without_"+kind+"_heads")
}

// meanLost is the mean of lost over models.
func meanLost(f *frames.Frame, kind string) float64 {
	return overModels(stat.Mean, func(f *frames.Frame) float64 { return lost(f, kind) })(f)
}

// concordance is Kendall's rank correlation of two lists, without the pairs that are equal in the first.
func concordance(x, y []float64) float64 {
	pairs, sum := 0.0, 0.0
	for i := range x {
		for j := range i {
			if x[i] != x[j] {
				pairs++
				sum += float64(cmp.Compare((x[i]-x[j])*(y[i]-y[j]), 0))
			}
		}
	}
	return sum / pairs
}
