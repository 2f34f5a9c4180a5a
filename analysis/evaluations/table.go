package evaluations

import "math"

// NoSeed is the Seed of a row whose seed is unknown.
const NoSeed = -1

// noRun is the Run of a row that is not of a sweep.
const noRun = -1

// Table holds scores by row and metric. Users must not change it: rows share memory.
type Table struct {
	Path      string // as the user typed it
	Study     string // name of the scenario, or of the file without its extension
	Simulated bool   // the table is of a sweep
	Axes      []Axis
	Metrics   []Metric
	Rows      []Row   // in the order of the file, or of the sweep's plan
	Lines     []int32 // by row: the line of the file that it begins on; nil if that is not known
	Warnings  []Warning
}

// Axis is a varied number without a field of its own in Row. A sweep's model.params alone is in Row.Params too.
type Axis struct {
	Name string // of the column
	Path string // in the scenario, such as tasks.addition.items; empty if not of a sweep
}

// Metric is a way to score.
type Metric struct {
	Name     string // unique in the table
	Task     string // the task that it scores, if each score column is a task of its own; else empty, see Row.Task
	Lower    bool   // lower is better
	Internal bool   // an order parameter or an ablation of a simulated network, not a score of its answers
	Share    bool   // scores are in [0, 1], and higher is better
}

// Row is a model, or a checkpoint of its training, with its scores on one task, or on the tasks that the metrics name.
type Row struct {
	*Subject           // rows with an equal subject have the same pointer
	*Test              // shared too
	Axis     []float64 // by Table.Axes; NaN where missing
	Run      int64     // of the sweep, from 0; -1 if not of a sweep
	Seed     int64     // of the replicate, at least 0; NoSeed where unknown
	Params   float64   // trainable parameters, above 0; NaN where unknown, as all below
	Tokens   float64   // seen in training, at least 0
	FLOPs    float64   // spent on training, at least 0
	Step     float64   // of the optimizer, at least 0
	Loss     float64   // pre-training loss in the table's unit, usually nats per token; in a sweep the network's loss
	Scores   []float64 // by Table.Metrics; NaN where missing
	Errors   []float64 // standard errors of Scores, NaN where unknown; nil if the table has none
}

// Subject is what a row is about, besides its numbers.
type Subject struct {
	Family    string // of models; Table.Study in sweeps, and if the table does not name it
	Model     string // empty in sweeps, and if the table does not name it
	Task      string // Table.Study if the table does not name it
	Condition string // further words that tell rows apart, such as "shot=five-shot, prompt=short"; may be empty
}

// Test is what scores are compared with: guessing, and the sampling noise of a finite test set.
type Test struct {
	Chance []float64 // chance levels, by Table.Metrics; NaN where unknown
	Items  []float64 // numbers of items whose right answers a score is the share of, by Table.Metrics; 0 where unknown, or if the score is an expectation
}

// Task returns the task that a metric scores in a row.
func (t *Table) Task(row *Row, metric int) string {
	if task := t.Metrics[metric].Task; task != "" {
		return task
	}
	return row.Task
}

// Chance returns the chance level of a metric in a row; NaN if unknown.
func (t *Table) Chance(row *Row, metric int) float64 {
	if row.Test == nil {
		return math.NaN()
	}
	return row.Test.Chance[metric]
}

// Items returns the number of test items that a metric's score in a row is measured on; 0 if unknown, or if the score
// is an expectation.
func (t *Table) Items(row *Row, metric int) float64 {
	if row.Test == nil {
		return 0
	}
	return row.Test.Items[metric]
}
