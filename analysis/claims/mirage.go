package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func mirage() *Row {
	const graded, right = "measured_exact_match", "edit_distance"
	additions := func(s *Study, items, length float64) *frames.Frame {
		return s.Runs("mirage").Where("task", "addition").At("tasks_addition_test_items", items).At("tasks_addition_answer_length", length)
	}
	r := &Row{
		Number: 8, Name: "mirage", Title: "Mirage: emergence in the ruler",
		Scenarios: []string{"mirage"}, Fitted: append([]string{"overlap"}, shared...),
		Mechanism: "One set of networks learns additions beside facts. What a network gets right per token rises smoothly with its size, as the memorized facts disturb it less " +
			"(equation 5 of docs/model.md, leak that falls with N). A whole answer is the product over its tokens, a finite test set shows it in steps of 1/n. Length and test set are axes " +
			"that training does not know of. Verdicts are those of `circsim analyze` (docs/analysis.md).",
		Trust: "That tokens of an answer are right independently of each other is the model's assumption, as it is the paper's; so accuracy falls geometrically with length, edit distance grows linearly with it, and the least score is 1/n, all by construction: none of these is claimed, and " +
			"only the noise of the test set could break it. That a mark makes a step is sure wherever the error itself makes none. What is not by construction: that accuracy per token rises smoothly, and that the analysis tells the two apart.",
		Claims: []Claim{
			{
				Name: "sharp-under-exact-match", Source: "arXiv:2304.15004, sec 3", Kind: Shape, Published: math.NaN(),
				Statement: "With targets of five tokens the ability is emergent under accuracy: flat at chance, then above it, and not foreseen.",
				Quantity:  "1 where analyze calls measured_exact_match emergent at 1000 test items, else 0", Expect: Above(1),
				Simulated: func(s *Study) Estimate { return emergentUnder(s, graded) },
			}, {
				Name: "smooth-under-edit-distance", Source: "arXiv:2304.15004, sec 3", Kind: Shape, Published: math.NaN(),
				Statement: "The same outputs are not emergent under token edit distance.",
				Quantity:  "1 where analyze calls edit_distance emergent, else 0", Expect: Below(0),
				Simulated: func(s *Study) Estimate { return emergentUnder(s, right) },
			}, {
				Name: "emergence-score", Source: "arXiv:2304.15004, eq. 1", Kind: Order, Published: math.NaN(),
				Statement: "The emergence score is higher under accuracy than under edit distance.",
				Quantity:  "emergence score under exact match over that under edit distance", Expect: Above(1),
				Simulated: func(s *Study) Estimate {
					return Mean(additions(s, 1000, 5).BySeed(func(f *frames.Frame) float64 {
						return scoreOf(f, graded, 1) / scoreOf(f, right, -1)
					}))
				},
			}, {
				Name: "induced-by-a-cut", Source: "arXiv:2304.15004, sec 5", Kind: Order, Published: math.NaN(),
				Statement: "A discontinuous metric, whether an error is below a mark, makes a smooth one emergent.",
				Quantity:  "largest step's part of the rise over sizes under a mark on the Brier score, halfway of its range, less that of the Brier score", Expect: Above(0),
				Simulated: func(s *Study) Estimate {
					return Mean(additions(s, 1000, 5).BySeed(func(f *frames.Frame) float64 {
						smooth := brierOf(f)
						y := values(smooth)
						return largestStep(values(emergence.Cut(smooth, (y[0]+y[len(y)-1])/2))) - largestStep(y)
					}))
				},
			}, {
				Name: "larger-test-sets-see-smaller-models", Source: "arXiv:2304.15004, sec 3", Kind: Order, Published: math.NaN(),
				Statement: "With more test data smaller models are above chance too.",
				Quantity:  "smallest network with a right answer among 100 items over that among 10000", Expect: Above(2),
				Simulated: func(s *Study) Estimate {
					first := func(f *frames.Frame, items float64) float64 {
						return f.At("tasks_addition_test_items", items).If(graded, func(x float64) bool { return x > 0 }).Values("model_params")[0]
					}
					return stat.MedianOf(s.Runs("mirage").Where("task", "addition").At("tasks_addition_answer_length", 5).BySeed(func(f *frames.Frame) float64 {
						return first(f, 100) / first(f, 10000)
					}))
				},
			},
		},
	}
	r.Picture = func(s *Study) show.Picture {
		f := additions(s, 1000, 5)
		x, exact := f.Curve("model_params", func(f *frames.Frame) float64 { return stat.Mean(f.Floats(graded)) })
		_, edits := f.Curve("model_params", func(f *frames.Frame) float64 { return 1 - stat.Mean(f.Floats(right))/5 })
		return show.Picture{
			Title: "The same networks under two metrics", X: "parameters", Y: "score", LogX: true,
			Lines: []show.Line{{Name: "exact match of 5 tokens, 1000 test items", X: x, Y: exact}, {Name: "1 - edit distance / 5", X: x, Y: edits}},
		}
	}
	return r
}

func emergentUnder(s *Study, metric string) Estimate {
	for _, v := range s.Report("mirage", "model_params").Verdicts {
		if v.Task == "addition" && v.Metric == metric && v.Definition == emergence.ByPerformance && v.Fixed == "tasks_addition_test_items=1000, tasks_addition_answer_length=5" {
			if v.Verdict.Verdict == emergence.Emergent {
				return stat.Exact(1)
			}
			return stat.Exact(0)
		}
	}
	panic("claims: no verdict on " + metric)
}

// brierOf is one seed's Brier score along size.
func brierOf(f *frames.Frame) stat.Series {
	b := stat.Series{Lower: true, Chance: math.NaN()}
	x, y := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("brier") })
	for i := range x {
		b.Observations = append(b.Observations, stat.Observation{X: x[i], Y: y[i], Error: math.NaN()})
	}
	return b
}

func values(s stat.Series) []float64 {
	y := make([]float64, len(s.Observations))
	for i, o := range s.Observations {
		y[i] = o.Y
	}
	return y
}

// largestStep is the part of a curve's whole change that its largest step makes.
func largestStep(y []float64) float64 {
	largest := 0.0
	for i := 1; i < len(y); i++ {
		largest = max(largest, math.Abs(y[i]-y[i-1]))
	}
	return largest / math.Abs(y[len(y)-1]-y[0])
}

// scoreOf is the emergence score of one seed's curve along size, of a metric of which more is better (1) or worse (-1).
func scoreOf(f *frames.Frame, metric string, sign float64) float64 {
	_, y := f.Curve("model_params", func(f *frames.Frame) float64 { return sign * f.Only(metric) })
	score, _ := thresholds.EmergenceScore(y)
	return score
}
