package calibration

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// Underway is what the curve so far says of a forecast.
type Underway struct {
	Run       *Run
	Effective float64    // effective number of the networks, after weighting
	Networks  int        // before
	P         float64    // predictive p value: that of the most surprising measurement, times their number (Bonferroni)
	Surprises []Surprise // measurements outside their 95% intervals before weighting
}

// Surprise is a measurement that the fit did not foretell.
type Surprise struct {
	Observation
	Low, High float64 // 95% interval before weighting, in natural units
	P         float64 // two-sided
}

// Natural is the measurement in its natural unit: steps, nats or a share.
func (o *Observation) Natural() float64 { return o.Kind.natural(o.Value) }

// Contradicted is the p value below which a curve contradicts the fit.
const Contradicted = 0.01

// ForecastRun foretells how a run goes on: networks count by the likelihood of the run so far. The networks have the run's
// configuration.
func (c *Networks) ForecastRun(run *Run) *Forecast {
	weights, under := c.weigh(run)
	forecast := c.report(weights, run)
	forecast.Underway = under
	return forecast
}

// weigh gives networks weights in proportion to the likelihood of the run.
func (c *Networks) weigh(run *Run) ([]float64, *Underway) {
	under := &Underway{Run: run, Networks: len(c.networks), P: 1}
	logs := make([]float64, len(c.networks))
	tests := 0.0
	for _, o := range run.Observations {
		values := c.values(taskOf(c.scenario, o.Task), o.Kind, run.End)
		scale := math.Hypot(max(c.scale(o.Kind, values), floors[o.Kind]), o.Rounding)
		prior := mixture{at: values, weight: c.equally(), scale: scale, freedom: c.freedom(o.Kind)}
		tests++
		s := surprise(&prior, o)
		under.P = min(under.P, s.P)
		if s.P < 1-Levels[2] {
			under.Surprises = append(under.Surprises, s)
		}
		if o.Kind == StepTestAccuracy && run.waitsFor(o.Task, StepTest) {
			continue // the same error moves both
		}
		t := student(c.freedom(o.Kind))
		for i, at := range values {
			if z := (o.Value - at) / scale; o.Censored {
				logs[i] += math.Log(max(t.CDF(-z), math.SmallestNonzeroFloat64))
			} else {
				logs[i] += t.LogProb(z) - math.Log(scale)
			}
		}
	}
	under.P = min(1, under.P*tests)
	most := math.Inf(-1)
	for _, l := range logs {
		most = max(most, l)
	}
	sum := 0.0
	weights := make([]float64, len(logs))
	for i, l := range logs {
		weights[i] = math.Exp(l - most)
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	under.Effective = effective(weights)
	return weights, under
}

// waitsFor is whether an event was watched for and has not happened.
func (r *Run) waitsFor(task string, k Kind) bool {
	o := r.of(task, k)
	return o != nil && o.Censored
}

// surprise tests a measurement by what was foretold: a value on both sides, and an event that is still to come by whether it
// should have come.
func surprise(prior *mixture, o Observation) Surprise {
	s := Surprise{Observation: o}
	above := prior.above(o.Value)
	if s.P = 2 * min(above, 1-above); o.Censored {
		s.P = above
	}
	s.Low, s.High = o.Kind.natural(prior.quantile((1-Levels[2])/2)), o.Kind.natural(prior.quantile((1+Levels[2])/2))
	return s
}

// ReadRun reads a table of one run that is under way, and the scenario with what its columns say was varied. columns and
// errors are those of Read. Keys that set names keep the values that they have.
func ReadRun(path string, s *scenarios.Scenario, columns, set []string) (*Run, *scenarios.Scenario, []string, error) {
	d, err := readAll(path, s, columns, nil)
	switch {
	case err != nil:
		return nil, nil, nil, err
	case len(d.Runs) == 0:
		return nil, nil, nil, text.Refuse("%s: nothing was measured, expected the curves of a run", path)
	case len(d.Runs) > 1:
		return nil, nil, nil, text.Refuse("%s: holds %d runs, expected the one that is under way", path, len(d.Runs))
	}
	run := &d.Runs[0]
	var list []scenarios.Assignment
	for i, value := range d.Settings[0].Values {
		assigned, err := assign(s, d.Paths[i], value)
		if err != nil {
			return nil, nil, nil, text.Refuse("%s:%d: %v", path, run.Line, err)
		}
		for _, a := range assigned {
			setting, _ := s.Setting(a.Path)
			if slices.Contains(set, setting.Path) {
				if setting.Of(s) != a.Value {
					return nil, nil, nil, text.Refuse("%s:%d: %s is %v in column %s, and --set says %v, expected the same", path, run.Line, a.Path, a.Value, text.Quote(d.Columns[i]), setting.Of(s))
				}
				continue
			}
			list = append(list, a)
		}
	}
	changed, err := s.With(list...)
	if err != nil {
		return nil, nil, nil, text.Refuse("%s:%d: %v", path, run.Line, err)
	}
	if len(d.Paths)+len(set) == 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("%s: no column tells a key of the scenario: taken as a run of %s as it stands", path, s.Source))
	}
	if steps := float64(changed.Training.Steps); run.End >= steps {
		return nil, nil, nil, text.Refuse("%s: the run is at step %s already, and the scenario ends at step %s, expected more: --set training.steps=N", path, text.Number(run.End, -1), text.Number(steps, -1))
	}
	return run, changed, d.Notes, nil
}
