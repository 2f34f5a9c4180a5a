package claims

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

const (
	pythiaStep   = 2097152 // tokens
	stepsPerStep = 10      // steps of Pythia in a step of heads.yaml
)

// Parameters of the smallest and the largest model of heads.yaml.
const smallestModel, largestModel = 70426624, 6857302016

// inductionOnset is the median onset of copying over models, in tokens.
var inductionOnset = runs("heads").where("task", "copying").median(medianModel(onset))

var heads = code{
	measures: map[string]measure{
		"induction-onset":            inductionOnset,
		"induction-onset-of-olsson":  inductionOnset,
		"induction-onset-by-formula": inductionOnset,
		"function-vector-onset":      runs("heads").where("task", "functions").median(medianModel(onset)),
		"induction-first": runs("heads").median(overModels(slices.Min, func(f *frames.Frame) float64 {
			return onset(f.Where("task", "functions")) / onset(f.Where("task", "copying"))
		})),
		"onset-whatever-the-size": runs("heads").where("task", "copying").median(overModels(func(y []float64) float64 {
			return slices.Max(y) / slices.Min(y)
		}, onset)),

		"sharp": curves("heads").where("task", "copying").median(medianModel(func(f *frames.Frame) float64 {
			return withinTwo(f.Floats("tokens"), f.Floats("test_loss"))
		})),
		"bump": curves("heads").where("task", "copying").median(overModels(furthest, func(f *frames.Frame) float64 {
			at, _ := steepest(f.Floats("tokens"), f.Floats("loss"))
			return at / reaches(-1)(f.Floats("tokens"), negative(f.Floats("test_loss")))
		})),
		"only-bump": curves("heads").where("task", "copying").median(medianModel(func(f *frames.Frame) float64 {
			_, places := steepest(f.Floats("tokens"), f.Floats("loss"))
			return places
		})),

		"deeper": circuits("heads").median(medianModel(func(f *frames.Frame) float64 {
			end := atEnd(f)
			return meanLayer(topOf(end, "function_vector")) - meanLayer(topOf(end, "induction"))
		})),
		"were-induction-heads": circuits("heads").mean(overModels(stat.Mean, were)),
		"few-heads-are-both":   circuits("heads").mean(overModels(stat.Mean, both)),

		"ablation-of-function-vectors": runs("heads").where("task", "functions").mean(func(f *frames.Frame) float64 {
			return meanLost(f, "function_vector") / meanLost(f, "induction")
		}),
		"ablation-grows-with-size": runs("heads").where("task", "functions").mean(func(f *frames.Frame) float64 {
			_, heads := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("heads_layers") * f.Only("heads_per_layer") })
			_, gaps := f.Curve("model_params", func(f *frames.Frame) float64 { return lost(f, "function_vector") - lost(f, "induction") })
			return concordance(heads, gaps)
		}),
		"ablation-of-induction-is-random": runs("heads").where("task", "functions").mean(func(f *frames.Frame) float64 {
			f = f.If("model_params", func(n float64) bool { return n > 1e9 })
			random := meanLost(f, "random")
			return (meanLost(f, "induction") - random) / (meanLost(f, "function_vector") - random)
		}),
		"ablation-on-copying": circuits("heads").mean(overModels(stat.Mean, carried)),
		"few-shot-from-160M": runs("heads").where("task", "functions").at("model_params", smallestModel).mean(func(f *frames.Frame) float64 {
			return f.Only("test_accuracy") - 1./1000
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Two tasks in context at two sizes, means of 5 seeds", X: "tokens", Y: "test loss, nats", LogX: true}
		for _, size := range []struct {
			name   string
			params float64
		}{{"70M", smallestModel}, {"6.9B", largestModel}} {
			for _, task := range []string{"copying", "functions"} {
				p.mean(task+", "+size.name, s.curves("heads").At("model_params", size.params).Where("task", task), "tokens", "test_loss")
			}
		}
		p.points("published onsets (Pythia)", []float64{1000 * pythiaStep, 16000 * pythiaStep}, []float64{1, 1})
		return p
	},
}

// overModels reduces the numbers of all models of a seed to one.
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
	return never(f.Only("step_test")) * f.Only("tokens") / f.Only("steps")
}

// withinTwo is the largest share of the whole fall of a loss that happens while tokens double.
func withinTwo(tokens, loss []float64) (largest float64) {
	for i := range tokens {
		if end := 2 * tokens[i]; end <= last(tokens) {
			largest = max(largest, (loss[i]-readAt(tokens, loss, end))/(loss[0]-last(loss)))
		}
	}
	return largest
}

// steepest is the x at which a curve falls fastest, and the number of places where it is not convex: where it begins to fall faster, by
// more than a tenth.
func steepest(x, y []float64) (at, places float64) {
	fastest, rising := 0.0, false
	turn := math.Inf(1) // the highest speed since it began to rise, or the lowest since it began to fall
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

// topOf keeps the strongest 2% of a run's heads, rounded up, by a kind of strength.
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
	in := count(heads.Floats("index"), func(i float64) bool { return slices.Contains(list, i) })
	return float64(in) / float64(heads.Len())
}

// both is the share of a run's strongest function-vector heads that are among its strongest induction heads too, at the end.
func both(f *frames.Frame) float64 {
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), topOf(end, "induction").Floats("index"))
}

// were is a share of a run's strongest function-vector heads at the end: those that were among its strongest induction heads at some record
// between the two published onsets, steps 1000 and 16,000 of Pythia. The same share of all heads is subtracted.
func were(f *frames.Frame) float64 {
	between := f.If("step", func(t float64) bool { return t >= 1000/stepsPerStep && t <= 16000/stepsPerStep })
	var ever []float64
	for _, step := range between.Values("step") {
		ever = append(ever, topOf(between.At("step", step), "induction").Floats("index")...)
	}
	end := atEnd(f)
	return shareIn(topOf(end, "function_vector"), ever) - shareIn(end, ever)
}

// carried compares what two ablations take from copying, as shares of its logit at the end. It is that of the strongest induction heads
// without the strongest function-vector heads, minus that of the strongest function-vector heads.
func carried(f *frames.Frame) float64 {
	end := atEnd(f)
	sum := func(f *frames.Frame) float64 { return stat.Mean(f.Floats("induction")) * float64(f.Len()) }
	function := topOf(end, "function_vector")
	taken := function.Floats("index")
	others := end.If("index", func(i float64) bool { return !slices.Contains(taken, i) })
	return (sum(topOf(others, "induction")) - sum(function)) / sum(end)
}

// lost is the accuracy that a task loses when heads of a kind are ablated.
func lost(f *frames.Frame, kind string) float64 {
	return f.Only("test_accuracy") - f.Only("test_accuracy_without_"+kind+"_heads")
}

// meanLost is the mean of lost over models.
func meanLost(f *frames.Frame, kind string) float64 {
	return overModels(stat.Mean, func(f *frames.Frame) float64 { return lost(f, kind) })(f)
}

// concordance is Kendall's rank correlation over the pairs that differ in x.
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
