package calibration

import (
	"context"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/scenarios"
	"gonum.org/v1/gonum/mat"
)

// Target is a number of a forecast that a further run may narrow.
type Target struct {
	Task string
	Kind Kind
}

// TargetOf is what is asked first of a scenario: when its first task that can generalize does, or else when its first task is
// memorized.
func TargetOf(s *scenarios.Scenario) Target {
	i := -1
	for k := range s.Tasks {
		if len(s.Tasks[k].Generalization) > 0 {
			i = k
			break
		}
	}
	if i < 0 {
		return Target{s.Tasks[0].Name, StepTrain}
	}
	return Target{s.Tasks[i].Name, StepTest}
}

// Candidate is a configuration that could be trained next.
type Candidate struct {
	Scenario *scenarios.Scenario
	Steps    float64 // median steps until the target's event, at most those of the scenario
	FLOPs    float64 // median compute until then
	Before   float64 // standard deviation of the target in the stated forecast, on its scale (ln steps): constants alone
	After    float64 // expected, once the candidate has been trained with one seed
}

// Narrowing is the share of the standard deviation that the candidate takes off.
func (c *Candidate) Narrowing() float64 {
	if c.Before == 0 {
		return 0
	}
	return 1 - c.After/c.Before
}

// Next says how much each candidate would narrow the forecast of a target at the stated configuration, in the order of the
// candidates. Over the sets of constants, the target and what a candidate's run would measure are taken as jointly normal: the
// variance left is that of a linear regression on measurements with the fit's spread (D. V. Lindley, Ann. Math. Stat. 27 (1956),
// p. 986, for normal distributions).
func (f *Forecaster) Next(ctx context.Context, stated *Networks, t Target, candidates []*scenarios.Scenario) ([]Candidate, error) {
	target := stated.memberMeans(taskOf(stated.scenario, t.Task), t.Kind)
	var list []Candidate
	for _, s := range candidates {
		tried, err := f.Simulate(ctx, s)
		if err != nil {
			return nil, err
		}
		after, before := tried.left(t.Task, target)
		steps, flops := tried.cost(t)
		list = append(list, Candidate{s, steps, flops, before, after})
	}
	return list, nil
}

// memberMeans are the means over seeds by set of constants; NaN where all networks failed.
func (c *Networks) memberMeans(task int, k Kind) []float64 {
	sums, counts := make([]float64, c.members), make([]float64, c.members)
	for i, v := range c.values(task, k, float64(c.scenario.Training.Steps)) {
		sums[c.networks[i].member] += v
		counts[c.networks[i].member]++
	}
	for m := range sums {
		sums[m] /= counts[m]
	}
	return sums
}

// left is the standard deviation of a target over the sets of constants, given a run of this configuration and before it.
func (c *Networks) left(task string, target []float64) (after, before float64) {
	at := taskOf(c.scenario, task)
	var measured [][]float64
	var noise []float64
	for _, k := range Kinds {
		s, ok := c.spread[k]
		if !ok {
			continue
		}
		measured = append(measured, c.memberMeans(at, k))
		// A t distribution of 4 degrees of freedom has twice the variance of its scale.
		total, _ := s.total(c.beyond)
		noise = append(noise, 2*total*total)
	}
	known := func(m int) bool {
		sum := target[m]
		for _, list := range measured {
			sum += list[m]
		}
		return sum-sum == 0
	}
	n := len(measured)
	columns := make([][]float64, n+1) // the measurements, then the target
	for m := range target {
		if known(m) {
			for k, list := range measured {
				columns[k] = append(columns[k], list[m])
			}
			columns[n] = append(columns[n], target[m])
		}
	}
	covariance := mat.NewSymDense(n+1, nil)
	for i := range columns {
		for j := i; j < len(columns); j++ {
			covariance.SetSym(i, j, together(columns[i], columns[j]))
		}
	}
	variance := covariance.At(n, n)
	before = math.Sqrt(variance)
	if n == 0 {
		return before, before
	}
	of := mat.NewSymDense(n, nil)
	with := mat.NewVecDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			of.SetSym(i, j, covariance.At(i, j))
		}
		of.SetSym(i, i, of.At(i, i)+noise[i])
		with.SetVec(i, covariance.At(i, n))
	}
	var factor mat.Cholesky
	var solved mat.VecDense
	if !factor.Factorize(of) || factor.SolveVecTo(&solved, with) != nil {
		return before, before
	}
	return math.Sqrt(max(0, variance-mat.Dot(with, &solved))), before
}

// together is the covariance of two samples.
func together(x, y []float64) float64 {
	meanX, meanY, sum := 0.0, 0.0, 0.0
	n := float64(len(x))
	for i := range x {
		meanX, meanY = meanX+x[i]/n, meanY+y[i]/n
	}
	for i := range x {
		sum += (x[i] - meanX) * (y[i] - meanY)
	}
	return sum / max(n-1, 1)
}

// cost is the median steps and compute until the event of a target.
func (c *Networks) cost(t Target) (steps, flops float64) {
	end := float64(c.scenario.Training.Steps)
	values := c.values(taskOf(c.scenario, t.Task), t.Kind, end)
	steps = end
	if t.Kind.IsStep() {
		steps = min(end, math.Exp(stat.Median(values)))
	}
	r := c.networks[0].result
	return steps, r.Network.FLOPs * steps / float64(r.Steps)
}
