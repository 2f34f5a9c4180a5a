package analysis

import (
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// Report holds what was found in one or several tables. Undefined numbers are NaN.
type Report struct {
	Thresholds []Threshold
	Fits       []Fit
	Verdicts   []Verdict
	Warnings   []evaluations.Warning
}

// Place says what a finding is about: one curve of a table.
type Place struct {
	Source string // path of the table, as given
	Study  string // scenario's name, or that of the file
	Family string // of models; empty for simulated networks
	Model  string // of a curve along one model's training; else empty
	Task   string
	Fixed  string // what is held fixed, "model_params=1e6, shot=five-shot"; empty: nothing
	Metric string // empty if the finding is about several
	Along  string // the scale: a swept column, or params, tokens, flops, step
}

// task is the place of all metrics together.
func (p Place) task() Place {
	p.Metric = ""
	return p
}

// Add appends another table's report.
func (r *Report) Add(other *Report) {
	r.Thresholds = append(r.Thresholds, other.Thresholds...)
	r.Fits = append(r.Fits, other.Fits...)
	r.Verdicts = append(r.Verdicts, other.Verdicts...)
	r.Warnings = append(r.Warnings, other.Warnings...)
}

// Empty reports whether nothing was found.
func (r *Report) Empty() bool { return len(r.Thresholds)+len(r.Fits)+len(r.Verdicts) == 0 }

// Threshold is one number estimated on one curve: a row of thresholds.parquet.
type Threshold struct {
	Place
	stat.Estimate
	Estimator    Estimator
	Unit         string  // of Value
	Chance       float64 // chance level of the score
	Scales       int     // distinct scales on the curve
	Observations int
	Test         string  // of scores against chance; empty if none was made
	P            float64 // p value of the largest scale's score against chance
	Resamples    int     // of the bootstrap
}

// Fit is a law fitted to several models or thresholds.
type Fit struct {
	Place
	Form      string // hoffmann, kaplan-n, ..., threshold-exponent; see docs/analysis.md
	Of        string // what is fitted: loss, or an estimator
	Constants []Constant
	Points    int
	Objective float64 // what was minimized, at the optimum
	Starts    int     // of the search
	Converged int     // starts that ended in an optimum
	AtBest    int     // starts that ended in the best one
	Condition float64 // condition number of the Hessian at the optimum, constants scaled
	Resamples int
	Failed    int // resamples without a fit
	HeldOut   []HeldOut
	Optimum   *Optimum // nil if the law has none
	Warnings  []string

	Runs []scalinglaws.Run // that a law of loss was fitted to; of other fits none
	Law  *scalinglaws.Fit  // of Runs; nil: there is none
}

// Constant is a constant of a fit, with its 95% interval.
type Constant struct {
	Name string
	stat.Estimate
	Identified bool // by the data
}

// Verdict is the judgement of one curve, or of all curves of a task, by one definition of emergence.
type Verdict struct {
	Place
	emergence.Verdict
}
