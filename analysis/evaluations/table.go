package evaluations

import "math"

// NoSeed is the Seed of a row whose table does not tell replicates apart.
const NoSeed = -1

// NoRun is the Run of a row that no sweep made.
const NoRun = -1

// Table is scores in rows and columns. It is not to be changed by those who read it: rows share
// what they have in common.
type Table struct {
	Path      string // as the user typed it
	Study     string // name of the scenario, or of the file without its ending
	Simulated bool   // it is of a sweep of circsim
	Axes      []Axis
	Metrics   []Metric
	Rows      []Row // in the order of the file, or of the plan
	Warnings  []Warning
}

// Axis is a number that was varied and has no field of its own in Row. A sweep's model.params
// is both here and in Row.Params.
type Axis struct {
	Name string // of its column
	Path string // in the scenario, such as tasks.addition.items; empty for foreign tables
}

// Metric is a way to score. Names are unique in a table.
type Metric struct {
	Name     string
	Task     string // the task that it scores, where each score column is a task of its own; empty: Row.Task says it
	Lower    bool   // lower is better
	Internal bool   // an order parameter or ablation of a simulated network, no score of its answers
	Share    bool   // in [0, 1], higher is better
}

// Row is one model, or one checkpoint of its training, and its scores on one task (on several
// where the Metrics name their tasks).
type Row struct {
	*Subject           // shared: rows with an equal subject have the same pointer
	*Test              // shared too
	Axis     []float64 // by Table.Axes; NaN where missing
	Run      int64     // of the sweep, from 0; NoRun
	Seed     int64     // of the replicate; NoSeed
	Params   float64   // trainable parameters, above 0; NaN where unknown, as all below
	Tokens   float64   // seen in training, at least 0
	FLOPs    float64   // spent on training, at least 0
	Step     float64   // of the optimizer, at least 0
	Loss     float64   // pre-training loss in the table's unit, nats per token as a rule; of a sweep the network's
	Scores   []float64 // by Table.Metrics; NaN where missing
	Errors   []float64 // standard errors, by Table.Metrics, NaN where unknown; nil where the table has none
}

// Subject is what a row is about, besides its numbers.
type Subject struct {
	Family    string // of models; where there is no such column, and of sweeps, the table's Study
	Model     string // name of the model; empty in sweeps and where there are no names
	Task      string // where there is no such column the table's Study
	Condition string // what else tells apart, as "shot=five-shot, prompt=short"; empty: nothing
}

// Test is what a row's scores are held against.
type Test struct {
	Chance []float64 // score of guessing, by Table.Metrics; NaN where unknown
	Items  []float64 // items that a score is the share of right answers of, by Table.Metrics; 0: unknown, or an expectation
}

// Task is the task that a metric scores in a row.
func (t *Table) Task(row *Row, metric int) string {
	if task := t.Metrics[metric].Task; task != "" {
		return task
	}
	return row.Task
}

// Chance is the score of guessing under a metric; NaN: unknown.
func (t *Table) Chance(row *Row, metric int) float64 {
	if row.Test == nil {
		return math.NaN()
	}
	return row.Test.Chance[metric]
}

// Items is the size of the test set of which a row's score under a metric is the share of right answers;
// 0: unknown, or an expectation.
func (t *Table) Items(row *Row, metric int) float64 {
	if row.Test == nil {
		return 0
	}
	return row.Test.Items[metric]
}
