package claims

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// Parameters of the smallest and the largest model of heads.yaml.
const smallestModel, largestModel = 70426624, 6857302016

// stepsPerStep are the optimizer steps of Pythia that a step of heads.yaml stands for.
const stepsPerStep = 10

// eachSeed is, for every seed, a number made of one number per model.
func eachSeed(f *frames.Frame, over func([]float64) float64, of func(*frames.Frame) float64) []float64 {
	return f.BySeed(func(f *frames.Frame) float64 {
		_, y := f.Curve("model_params", of)
		return over(y)
	})
}

func medianModel(f *frames.Frame, of func(*frames.Frame) float64) []float64 {
	return eachSeed(f, stat.Median, of)
}

func least(y []float64) float64 { return slices.Min(y) }

// furthest is the number with the largest factor to 1.
func furthest(y []float64) float64 {
	return slices.MaxFunc(y, func(a, b float64) int { return cmp.Compare(math.Abs(math.Log(a)), math.Abs(math.Log(b))) })
}

// onset is when a run's test loss passes 1, in tokens; infinite where it never does.
func onset(f *frames.Frame) float64 {
	return frames.Never([]float64{f.Only("step_test")})[0] * f.Only("tokens") / f.Only("steps")
}

// withinTwo is the largest share of the fall of a loss, from the first to the last record, that is within a factor 2 of tokens.
func withinTwo(tokens, loss []float64) (most float64) {
	last := len(loss) - 1
	for i := range tokens {
		if end := 2 * tokens[i]; end <= tokens[last] {
			most = max(most, (loss[i]-readAt(tokens, loss, end))/(loss[0]-loss[last]))
		}
	}
	return most
}

// steepest is where a curve falls fastest, and in how many places it begins to fall faster, by a tenth or more: where it is not convex.
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

// topOf is the top 2%, rounded up, of a run's heads by one of their strengths.
func topOf(f *frames.Frame, strength string) *frames.Frame {
	sorted := slices.Sorted(slices.Values(f.Floats(strength)))
	lowest := sorted[len(sorted)-(len(sorted)+49)/50]
	return f.If(strength, func(x float64) bool { return x >= lowest })
}

func meanLayer(f *frames.Frame) float64 {
	return stat.Mean(f.Floats("relative_depth")) * f.Floats("heads_layers")[0]
}

// atEnd is the last record of a run.
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

// both is the share of a run's top heads by function vector that are top heads by induction too, at the end.
func both(f *frames.Frame) float64 {
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), topOf(end, "induction").Floats("index"))
}

// were is the share of a run's top heads by function vector, at the end, that were top heads by induction at some record between
// the two published onsets, steps 1000 and 16,000 of Pythia, minus that of all heads.
func were(f *frames.Frame) float64 {
	between := f.If("step", func(t float64) bool { return t >= 1000/stepsPerStep && t <= 16000/stepsPerStep })
	var ever []float64
	for _, step := range between.Values("step") {
		ever = append(ever, topOf(between.At("step", step), "induction").Floats("index")...)
	}
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), ever) - shareIn(end, ever)
}

// carried is the share of the logit of copying that a run's top heads by induction carry at the end, those among the top by
// function vector left out, minus the share that the latter carry: what removing them would take from copying.
func carried(f *frames.Frame) float64 {
	end := atEnd(f)
	sum := func(f *frames.Frame) float64 { return stat.Mean(f.Floats("induction")) * float64(f.Len()) }
	function := topOf(end, "function_vector")
	taken := function.Floats("index")
	others := end.If("index", func(i float64) bool { return !slices.Contains(taken, i) })
	return (sum(topOf(others, "induction")) - sum(function)) / sum(end)
}

// lostWithout is the accuracy that a run's task loses without heads of a kind.
func lostWithout(f *frames.Frame, kind string) float64 {
	return f.Only("test_accuracy") - f.Only("test_accuracy_without_"+kind+"_heads")
}

// meanLost is its mean over models.
func meanLost(f *frames.Frame, kind string) float64 {
	_, y := f.Curve("model_params", func(f *frames.Frame) float64 { return lostWithout(f, kind) })
	return stat.Mean(y)
}

func headsOf(f *frames.Frame) float64 { return f.Only("heads_layers") * f.Only("heads_per_layer") }

// concordance is Kendall's rank correlation of two lists, pairs equal in the first left out.
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
