package calibration

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// KindErrors are the errors of predictions for the measurements of one kind, on the kind's scale.
type KindErrors struct {
	Kind     Kind    `json:"kind"`
	Count    int     `json:"count"`    // measurements that are no bounds
	RMS      float64 `json:"rms"`      // root mean square
	Median   float64 `json:"median"`   // of the absolute errors
	Missed   int     `json:"missed"`   // events that happened, and are predicted not to happen by the end of the run
	Invented int     `json:"invented"` // events that did not happen, and are predicted to
}

// MarshalJSON writes null for errors of no measurement.
func (e KindErrors) MarshalJSON() ([]byte, error) {
	type plain KindErrors
	return json.Marshal(struct {
		plain
		RMS    *float64 `json:"rms"`
		Median *float64 `json:"median"`
	}{plain(e), text.Null(e.RMS), text.Null(e.Median)})
}

// errorsOf compares predictions with measurements, all or those that keep holds for.
func (p *problem) errorsOf(predictions []float64, keep func(i int) bool) (list []KindErrors) {
	for _, kind := range Kinds {
		if !slices.ContainsFunc(p.all, func(o Observation) bool { return o.Kind == kind }) {
			continue
		}
		e := KindErrors{Kind: kind}
		var absolute []float64
		squares := 0.0
		for i, o := range p.all {
			if o.Kind != kind || keep != nil && !keep(i) || predictions[i] != predictions[i] {
				continue
			}
			end := logStep(p.data.Runs[p.runOf[i]].End)
			switch {
			case o.Censored && predictions[i] < o.Value:
				e.Invented++
			case !o.Censored && kind.IsStep() && predictions[i] > end:
				e.Missed++
			}
			if o.Censored {
				continue
			}
			off := predictions[i] - o.Value
			squares += off * off
			absolute = append(absolute, max(off, -off))
		}
		e.Count = len(absolute)
		e.RMS, e.Median = math.Sqrt(squares/float64(e.Count)), stat.Median(absolute)
		list = append(list, e)
	}
	return list
}

// Errors are those of the fit, by kind: for all measurements, or those that keep holds for.
func (f *Fit) Errors(keep func(i int) bool) []KindErrors {
	return f.problem.errorsOf(f.predictions, keep)
}

// Comparison is a measured setting beside its prediction.
type Comparison struct {
	Values []float64 // by Data.Paths
	Runs   int
	Kinds  []KindComparison
}

// KindComparison compares one kind of measurement of a task, in steps, nats or shares: the median over the runs of a
// setting, infinite where most runs have no event.
type KindComparison struct {
	Task                string
	Kind                Kind
	Measured, Simulated float64
}

// Comparisons are all settings, in ascending order of their values.
func (f *Fit) Comparisons() (list []Comparison) {
	p := f.problem
	for _, setting := range p.data.Settings {
		c := Comparison{Values: setting.Values, Runs: len(setting.Runs)}
		for _, task := range p.scenario.Tasks {
			for _, kind := range Kinds {
				if k, ok := p.compare(setting, task.Name, kind, f.predictions); ok {
					c.Kinds = append(c.Kinds, k)
				}
			}
		}
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(a, b Comparison) int { return slices.CompareFunc(a.Values, b.Values, cmp.Compare[float64]) })
	return list
}

// compare gives the medians of one kind of measurement in a setting; false if nothing was measured.
func (p *problem) compare(setting Setting, task string, kind Kind, predictions []float64) (KindComparison, bool) {
	var measured, simulated []float64
	for _, run := range setting.Runs {
		for k, o := range p.data.Runs[run].Observations {
			if o.Task != task || o.Kind != kind {
				continue
			}
			x, y := o.Value, predictions[p.first[run]+k]
			if o.Censored {
				x = math.Inf(1)
			}
			if kind.IsStep() && y > math.Log(math.Ceil(longer*setting.End)) {
				y = math.Inf(1)
			}
			measured, simulated = append(measured, x), append(simulated, y)
		}
	}
	if len(measured) == 0 {
		return KindComparison{}, false
	}
	return KindComparison{task, kind, kind.natural(stat.Median(measured)), kind.natural(stat.Median(simulated))}, true
}
