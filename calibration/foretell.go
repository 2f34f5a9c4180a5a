package calibration

import (
	"math"
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Forecast is what is foretold of one configuration.
type Forecast struct {
	Scenario *scenarios.Scenario
	Members  int // sets of constants
	Seeds    int64
	Failed   int // networks left out, whose training diverged
	Tasks    []TaskForecast
	Underway *Underway // nil: no run is under way
}

// TaskForecast is what is foretold of one task.
type TaskForecast struct {
	Name       string
	Quantities []Quantity
	Regimes    []RegimeShare // by probability, descending
}

// RegimeShare is a regime with its probability.
type RegimeShare struct {
	Regime      sim.Regime
	Probability float64
}

// Quantity is one number that is foretold of a task.
type Quantity struct {
	Kind      Kind
	Median    float64    // steps, nats or a share; NaN: in at least half of the cases it never happens
	Intervals []Interval // 50, 80 and 95%
	Never     float64    // probability that an event does not happen within the steps
	Happened  bool       // in the run under way, already
	Unfitted  bool       // no measured run tells the model's error, so that the intervals leave it out
}

// Interval holds a quantity with a probability. High is NaN where the event may not happen within the steps.
type Interval struct{ Level, Low, High float64 }

// Levels are the probabilities of the intervals.
var Levels = []float64{0.5, 0.8, 0.95}

// Forecast is what the networks foretell.
func (c *Networks) Forecast() *Forecast { return c.report(c.equally(), nil) }

// report sums up weighted networks. observed are the measurements of a run under way; nil: there is none.
func (c *Networks) report(weights []float64, observed *Run) *Forecast {
	forecast := &Forecast{Scenario: c.scenario, Members: c.members, Seeds: c.seeds, Failed: c.failed}
	for i := range c.scenario.Tasks {
		if c.untrained(i) {
			continue
		}
		o := c.outcomes(i, weights, observed)
		t := TaskForecast{Name: c.scenario.Tasks[i].Name, Regimes: o.shares()}
		for _, k := range Kinds {
			if o.values[k] != nil {
				t.Quantities = append(t.Quantities, c.quantity(i, k, o, observed))
			}
		}
		forecast.Tasks = append(forecast.Tasks, t)
	}
	return forecast
}

// untrained is whether a task has no items throughout and is no composite of others: there is nothing to foretell.
func (c *Networks) untrained(task int) bool {
	t := &c.scenario.Tasks[task]
	return t.Items == 0 && len(t.Requires) == 0 && len(c.scenario.Training.Phases) == 0
}

// quantity sums up what was drawn of one kind.
func (c *Networks) quantity(task int, k Kind, o *outcomes, observed *Run) Quantity {
	_, fitted := c.spreadOf(k)
	q := Quantity{Kind: k, Unfitted: c.spread != nil && !fitted}
	if happened, _ := observed.tells(c.scenario.Tasks[task].Name, k); happened != nil {
		x := k.natural(happened.Value)
		q.Median, q.Happened = x, true
		for _, level := range Levels {
			q.Intervals = append(q.Intervals, Interval{level, x, x})
		}
		return q
	}
	drawn := sample{o.values[k], o.weights}.sorted()
	limit := math.Inf(1)
	if k.IsStep() {
		limit = logStep(float64(c.scenario.Training.Steps))
		q.Never = rounded(o.chance(drawn.above(limit)))
	}
	at := func(p float64) float64 {
		x := drawn.quantile(p)
		if x > limit {
			return math.NaN()
		}
		return k.natural(x)
	}
	q.Median = at(0.5)
	for _, level := range Levels {
		q.Intervals = append(q.Intervals, Interval{level, at((1 - level) / 2), at((1 + level) / 2)})
	}
	return q
}

// chance bounds a probability that drawn outcomes show: those that none of them shows, or all, are not ruled out or certain.
func (o *outcomes) chance(p float64) float64 {
	if !o.errors {
		return p
	}
	least := 1 / float64(2*len(o.weights))
	return min(max(p, least), 1-least)
}

// tells is what a run under way tells of a kind: the measurement where it is over, or else a lower bound. Events that have not
// happened are later than the run, and the peak of the test loss is at least that so far until step_test.
func (r *Run) tells(task string, k Kind) (happened *Observation, bound float64) {
	o, solved := r.of(task, k), r.of(task, StepTest)
	switch {
	case o == nil:
	case k.IsStep() && !o.Censored, k == PeakTestLoss && solved != nil && !solved.Censored:
		return o, 0
	case k.IsStep(), k == PeakTestLoss:
		return nil, o.Value
	}
	return nil, math.Inf(-1)
}

// of is a measurement of a run; nil without one.
func (r *Run) of(task string, k Kind) *Observation {
	if r == nil {
		return nil
	}
	i := slices.IndexFunc(r.Observations, func(o Observation) bool { return o.Task == task && o.Kind == k })
	if i < 0 {
		return nil
	}
	return &r.Observations[i]
}

// shares are the regimes, by their share of the weights.
func (o *outcomes) shares() (list []RegimeShare) {
	for i, regime := range o.regimes {
		k := slices.IndexFunc(list, func(s RegimeShare) bool { return s.Regime == regime })
		if k < 0 {
			k = len(list)
			list = append(list, RegimeShare{Regime: regime})
		}
		list[k].Probability += o.weights[i]
	}
	for k := range list {
		list[k].Probability = rounded(list[k].Probability)
	}
	slices.SortStableFunc(list, func(a, b RegimeShare) int {
		switch {
		case a.Probability != b.Probability:
			return int(math.Copysign(1, b.Probability-a.Probability))
		case a.Regime < b.Regime:
			return -1
		}
		return 1
	})
	return list
}

// rounded drops the rounding errors of a sum of probabilities.
func rounded(p float64) float64 { return math.Round(p*1e12) / 1e12 }

// Task is the forecast of a task by name; nil if there is none.
func (f *Forecast) Task(name string) *TaskForecast {
	for i := range f.Tasks {
		if f.Tasks[i].Name == name {
			return &f.Tasks[i]
		}
	}
	return nil
}

// Of is the forecast of a kind; nil if there is none.
func (t *TaskForecast) Of(k Kind) *Quantity {
	for i := range t.Quantities {
		if t.Quantities[i].Kind == k {
			return &t.Quantities[i]
		}
	}
	return nil
}

// effective is the effective number of equally weighted networks (L. Kish, Survey Sampling, 1965, section 11.2).
func effective(weights []float64) float64 {
	squares := 0.0
	for _, w := range weights {
		squares += w * w
	}
	return 1 / squares
}
