package claims

import (
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

const (
	pythiaStep   = 2097152 // tokens
	stepsPerStep = 10      // steps of Pythia that a step of heads.yaml stands for
)

// Parameters of the smallest and the largest model of heads.yaml.
const smallestModel, largestModel = 70426624, 6857302016

var heads = code{
	measures: map[string]measure{
		"induction-onset":       runs("heads").where("task", "copying").median(medianModel(onset)),
		"function-vector-onset": runs("heads").where("task", "functions").median(medianModel(onset)),
		"induction-first": runs("heads").median(overModels(slices.Min, func(f *frames.Frame) float64 {
			return onset(f.Where("task", "functions")) / onset(f.Where("task", "copying"))
		})),
		"onset-whatever-the-size": runs("heads").where("task", "copying").median(overModels(func(y []float64) float64 { return slices.Max(y) / slices.Min(y) }, onset)),

		"sharp": curves("heads").where("task", "copying").median(medianModel(func(f *frames.Frame) float64 {
			return withinTwo(f.Floats("tokens"), f.Floats("test_loss"))
		})),
		"bump": curves("heads").where("task", "copying").median(overModels(furthest, func(f *frames.Frame) float64 {
			at, _ := steepest(f.Floats("tokens"), f.Floats("loss"))
			return at / Reaches(-1)(f.Floats("tokens"), negative(f.Floats("test_loss")))
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
	picture: func(s *Study) Picture {
		p := Picture{Title: "Two tasks in context at two sizes, means of 5 seeds", X: "tokens", Y: "test loss, nats", LogX: true}
		for _, size := range []struct {
			name   string
			params float64
		}{{"70M", smallestModel}, {"6.9B", largestModel}} {
			for _, task := range []string{"copying", "functions"} {
				x, y := s.Curves("heads").At("model_params", size.params).Where("task", task).Curve("tokens", average("test_loss"))
				p.line(task+", "+size.name, x, y)
			}
		}
		p.points("published onsets (Pythia)", []float64{1000 * pythiaStep, 16000 * pythiaStep}, []float64{1, 1})
		return p
	},
}
