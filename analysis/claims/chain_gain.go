package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

// stepTasks are the tasks of chain-of-thought that are answered in steps.
var stepTasks = []string{"two-steps", "four-steps", "four-steps-open", "eight-steps"}

// point is the smallest difference of accuracy that counts: published tables print no smaller one.
const point = 0.01

// chainGain is the accuracy of the chain minus that of the direct answer, against parameters, for one seed.
func chainGain(f *frames.Frame, task string) (params, gain []float64) {
	return f.Where("task", task).Curve("model_params", func(f *frames.Frame) float64 { return f.Only("chain_of_thought") - f.Only("exact_match") })
}

// turnsOnce says whether a curve begins a point or more below 0, comes to be a point above 0, and is never a point below 0 again.
func turnsOnce(_, gain []float64) bool {
	behind, ahead := false, false
	for _, g := range gain {
		switch {
		case g < -point && ahead:
			return false
		case g < -point:
			behind = true
		case g > point:
			ahead = true
		}
	}
	return behind && ahead && gain[0] < -point
}

// chainHelps is the parameters from which on the chain is right more often than the direct answer.
func chainHelps(f *frames.Frame, task string) float64 {
	x, y := chainGain(f, task)
	return reachesOnLog(0, x, y)
}

// learned is the number of parameters at which a column is halfway from its value in the smallest network, which guesses, to 1; infinite
// where it never gets there.
func learned(f *frames.Frame, task, column string) float64 {
	x, y := f.Where("task", task).Curve("model_params", only(column))
	return frames.Never([]float64{reachesOnLog((y[0]+1)/2, x, y)})[0]
}

// emergentGains counts the tasks whose gain by the chain is emergent by performance, with no gain as chance level. Networks as large as
// the first that answers directly are left out: both ways are right there.
func emergentGains(f *frames.Frame) float64 {
	n := 0.0
	for _, task := range stepTasks {
		direct := math.Inf(1)
		for _, x := range f.BySeed(func(f *frames.Frame) float64 { return learned(f, task, "exact_match") }) {
			direct = min(direct, x)
		}
		s := stat.Series{Chance: 0}
		for _, seed := range f.Values("seed") {
			x, y := chainGain(f.At("seed", seed), task)
			for i := range x {
				if x[i] < direct {
					s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: int64(seed), Error: math.NaN()})
				}
			}
		}
		b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "claims", task)}
		if emergence.Performance(s, b).Verdict == emergence.Emergent {
			n++
		}
	}
	return n
}
