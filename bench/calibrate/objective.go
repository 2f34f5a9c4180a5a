package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// objective simulates all targets of targets.go.
type objective struct {
	base       *scenarios.Scenario
	replicates int64 // seeds of each point
}

// simulated holds the results of the objective for one set of constants.
type simulated struct {
	real     [][]outcome // by real run, then seed
	accuracy [][]float64 // mean test accuracy, by data size, then hidden size
	shares   []float64   // by example, the share of seeds with its regime
}

// outcome is one simulation of a real run. Its fields are natural logarithms.
type outcome struct {
	stepTest  float64 // steps to test loss < 1
	peak      float64 // highest test loss before that
	stepTrain float64 // steps to training accuracy 0.99
}

// never stands for the step of an event that does not happen.
const never = 1e6

func (o objective) simulate(values []float64) (*simulated, error) {
	set := make([]scenarios.Assignment, len(constants))
	for i, c := range constants {
		set[i] = scenarios.Assignment{Path: c.path, Value: values[i]}
	}
	base, err := o.base.With(set...)
	if err != nil {
		return nil, err
	}
	base.Record = scenarios.Record{Points: 2, Spacing: scenarios.LinearSpacing, Circuits: scenarios.CircuitsNone}
	s := &simulated{shares: make([]float64, len(examples))}
	for _, r := range realRuns {
		var outcomes []outcome
		for seed := range o.replicates {
			t, err := runOne(base, r.items, realParams, seed+1)
			if err != nil {
				return nil, err
			}
			outcomes = append(outcomes, outcome{logStep(t.StepTest), math.Log(t.PeakTestLoss), logStep(t.StepTrain)})
		}
		s.real = append(s.real, outcomes)
	}
	for _, items := range dataSizes {
		var row []float64
		for _, hidden := range hiddenSizes {
			mean := 0.0
			shown := slices.IndexFunc(examples, func(e example) bool { return e.items == items && e.hidden == hidden })
			for seed := range o.replicates {
				t, err := runOne(base, items, params(hidden), seed+1)
				if err != nil {
					return nil, err
				}
				mean += t.TestAccuracy / float64(o.replicates)
				if shown >= 0 && t.Regime == examples[shown].regime {
					s.shares[shown] += 1 / float64(o.replicates)
				}
			}
			row = append(row, mean)
		}
		s.accuracy = append(s.accuracy, row)
	}
	return s, nil
}

func runOne(base *scenarios.Scenario, items, params, seed int64) (*sim.TaskResult, error) {
	spec, err := base.With(
		scenarios.Assignment{Path: "tasks.addition.items", Value: items},
		scenarios.Assignment{Path: "model.params", Value: params})
	if err != nil {
		return nil, err
	}
	r, err := sim.Run(context.Background(), spec, seed, sim.Options{})
	if err != nil {
		return nil, err
	}
	return &r.Tasks[0], nil
}

func logStep(step *float64) float64 {
	if step == nil {
		return math.Log(never)
	}
	return math.Log(max(*step, 1))
}

// penalty sums the squared distances of all outcomes from their bands. For the
// steps to generalize, of the first seed and in the median over seeds, it adds
// the squared distance from the measured steps, also inside the band.
func (s *simulated) penalty() float64 {
	total := 0.0
	for i, r := range realRuns {
		off := func(o outcome) float64 { return o.stepTest - math.Log(r.steps) }
		median := medianOf(s.real[i], off)
		for _, d := range []float64{off(s.real[i][0]), median} {
			total += r.weight * (20*outside(d, math.Log(0.84), math.Log(1.18)) + 0.3*d*d)
		}
		peak := medianOf(s.real[i], func(o outcome) float64 { return o.peak - math.Log(r.peak) })
		train := medianOf(s.real[i], func(o outcome) float64 { return o.stepTrain })
		total += r.weight * (6*outside(peak, math.Log(0.6), math.Log(1.35)) + 5*outside(train, math.Log(130), math.Log(400)))
	}
	for i, items := range dataSizes {
		for j, hidden := range hiddenSizes {
			b := expected(items, hidden)
			total += 2 * b.weight * outside(s.accuracy[i][j], b.low, b.high)
		}
	}
	for i, e := range examples {
		total += 2 * e.weight * outside(s.shares[i], e.share, 1)
	}
	return total
}

func medianOf(outcomes []outcome, f func(outcome) float64) float64 {
	var x []float64
	for _, o := range outcomes {
		x = append(x, f(o))
	}
	slices.Sort(x)
	return x[len(x)/2]
}

// outside is the squared distance of x from the interval [low, high].
func outside(x, low, high float64) float64 {
	d := max(low-x, x-high, 0)
	return d * d
}

func (s *simulated) print(w io.Writer) {
	fmt.Fprintln(w, "\nreal runs: items, steps to test loss < 1, peak test loss, steps to train accuracy 0.99 by seed")
	for i, r := range realRuns {
		fmt.Fprintf(w, "  %6d  measured %5.0f %5.1f   simulated", r.items, r.steps, r.peak)
		for _, o := range s.real[i] {
			fmt.Fprintf(w, "  %.0f/%.1f/%.0f", math.Exp(o.stepTest), math.Exp(o.peak), math.Exp(o.stepTrain))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprint(w, "\nmean test accuracy by items and hidden size\n      ")
	for _, h := range hiddenSizes {
		fmt.Fprintf(w, "%6d", h)
	}
	for i, items := range dataSizes {
		fmt.Fprintf(w, "\n%6d", items)
		for _, a := range s.accuracy[i] {
			fmt.Fprintf(w, "%6.2f", a)
		}
	}
	fmt.Fprintln(w)
	for i, e := range examples {
		fmt.Fprintf(w, "%d items, hidden size %d: %s in %.0f%% of seeds\n", e.items, e.hidden, e.regime, 100*s.shares[i])
	}
}
