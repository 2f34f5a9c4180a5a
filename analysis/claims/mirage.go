package claims

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/output/frames"
)

// additions are the runs on addition with answers of five tokens.
var additions = runs("mirage").where("task", "addition").at("tasks_addition_answer_length", 5)

var mirage = code{
	measures: map[string]measure{
		"sharp-under-exact-match":    emergentUnder("measured_exact_match"),
		"smooth-under-edit-distance": emergentUnder("edit_distance"),
		"emergence-score": additions.at("tasks_addition_test_items", 1000).mean(func(f *frames.Frame) float64 {
			return scoreOf(f, "measured_exact_match", 1) / scoreOf(f, "edit_distance", -1)
		}),
		"induced-by-a-cut": additions.at("tasks_addition_test_items", 1000).mean(func(f *frames.Frame) float64 {
			smooth := brierOf(f)
			y := scores(smooth)
			return largestStep(scores(emergence.Cut(smooth, (y[0]+last(y))/2))) - largestStep(y)
		}),
		"larger-test-sets-see-smaller-models": additions.median(func(f *frames.Frame) float64 {
			solved := f.If("measured_exact_match", func(x float64) bool { return x > 0 })
			first := func(items float64) float64 {
				return solved.At("tasks_addition_test_items", items).Values("model_params")[0]
			}
			return first(100) / first(10000)
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "The same networks under two metrics", X: "parameters", Y: "score", LogX: true}
		f := additions(s).At("tasks_addition_test_items", 1000)
		p.mean("exact match of 5 tokens, 1000 test items", f, "model_params", "measured_exact_match")
		p.over("1 - edit distance / 5", f, "model_params", func(f *frames.Frame) []float64 {
			share := f.Floats("edit_distance")
			for i := range share {
				share[i] = 1 - share[i]/5
			}
			return share
		}, stat.MeanBand)
		return p
	},
}

// emergentUnder is 1 where circsim analyze finds addition emergent along size under a metric, else 0.
func emergentUnder(metric string) measure {
	return exactly(func(s *study) float64 {
		const fixed = "tasks_addition_test_items=1000, tasks_addition_answer_length=5"
		for _, v := range s.report("mirage", "model_params").Verdicts {
			if v.Task == "addition" && v.Metric == metric && v.Definition == emergence.ByPerformance && v.Fixed == fixed {
				return isEmergent(v.Verdict)
			}
		}
		s.fail(fmt.Errorf("no verdict on %s", metric))
		return math.NaN()
	})
}

// brierOf is one seed's Brier score against size.
func brierOf(f *frames.Frame) stat.Series {
	b := seriesOf(f, "model_params", column("brier"), math.NaN())
	b.Lower = true
	return b
}

func scores(s stat.Series) []float64 {
	y := make([]float64, len(s.Observations))
	for i, o := range s.Observations {
		y[i] = o.Y
	}
	return y
}

// largestStep is the largest change between neighbours of a curve, as a share of its whole change.
func largestStep(y []float64) float64 {
	largest := 0.0
	for i := 1; i < len(y); i++ {
		largest = max(largest, math.Abs(y[i]-y[i-1]))
	}
	return largest / math.Abs(last(y)-y[0])
}

// scoreOf is the emergence score of one seed's curve against size; sign is -1 for a metric that falls as networks improve, else 1.
func scoreOf(f *frames.Frame, metric string, sign float64) float64 {
	_, y := f.Curve("model_params", func(f *frames.Frame) float64 { return sign * f.Only(metric) })
	score := thresholds.EmergenceScore(y)
	return score
}
