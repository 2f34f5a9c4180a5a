package claims

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// ability is a task of emergence-by-scale: the published FLOPs from which it is above chance (arXiv:2206.07682, Table 1).
type ability struct {
	task, metric  string
	flops, chance float64
}

var abilities = []ability{
	{"toxicity", "measured_test_accuracy", 1.3e22, 1. / 2},
	{"addition", "measured_exact_match", 2.3e22, 1e-3},
	{"instructions", "measured_test_accuracy", 1.3e23, 1. / 4},
	{"mmlu", "measured_test_accuracy", 3.1e23, 1. / 4},
	{"truthfulness", "measured_test_accuracy", 5.0e23, 1. / 4},
	{"word_in_context", "measured_test_accuracy", 2.5e24, 1. / 2},
}

// series is an ability's score on 1000 test items against training FLOPs.
func (a ability) series(f *frames.Frame) stat.Series {
	f = f.Where("task", a.task)
	s := stat.Series{Chance: a.chance}
	x, y, seed := f.Floats("flops"), f.Floats(a.metric), f.Floats("seed")
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: int64(seed[i]), Items: 1000, Error: math.NaN()})
	}
	return s
}

// rise is the expected score against training FLOPs, 0 at chance and 1 where all is right.
func (a ability) rise(f *frames.Frame) (flops, score []float64) {
	return f.Where("task", a.task).Curve("flops", func(f *frames.Frame) float64 {
		return (stat.Mean(f.Floats(strings.TrimPrefix(a.metric, "measured_"))) - a.chance) / (1 - a.chance)
	})
}

// onset is the training FLOPs at which the ability leaves chance: a tenth of the way, as in section 7 of docs/model.md.
func (a ability) onset(f *frames.Frame) float64 {
	x, y := a.rise(f)
	return reachesOnLog(0.1, x, y)
}
