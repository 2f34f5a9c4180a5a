package analysis

import (
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// Report is what was found in one or several tables. Numbers that there are none of are NaN.
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
	Model  string // where the curve is one model's, along its training
	Task   string
	Fixed  string // what is held fixed, "model_params=1e6, shot=five-shot"; empty: nothing
	Metric string // empty: the finding is about several
	Along  string // scale: a swept column, or params, tokens, flops, step
}

// Add appends another table's report.
func (r *Report) Add(other *Report) {
	r.Thresholds = append(r.Thresholds, other.Thresholds...)
	r.Fits = append(r.Fits, other.Fits...)
	r.Verdicts = append(r.Verdicts, other.Verdicts...)
	r.Warnings = append(r.Warnings, other.Warnings...)
}

// Threshold is one number that was estimated on one curve: a row of thresholds.parquet.
type Threshold struct {
	Place
	stat.Estimate
	Estimator    Estimator
	Unit         string  // of Value
	Chance       float64 // score of guessing
	Scales       int     // different scales on the curve
	Observations int
	Test         string  // by which a score was told from chance; empty where none was made
	P            float64 // of the largest scale's score against chance
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
	Condition float64 // of the Hessian at the optimum, constants scaled
	Resamples int
	Failed    int // resamples without a fit
	HeldOut   []HeldOut
	Optimum   *Optimum // nil: the law knows none
	Warnings  []string
}

// Constant is one of a fit's, with its 95% interval.
type Constant struct {
	Name string
	stat.Estimate
	Identified bool // whether the data tell it
}

// Verdict is what one definition of emergence says of one curve, or of all curves of a task.
type Verdict struct {
	Place
	emergence.Verdict
}
