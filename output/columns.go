package output

import "github.com/circsim/circsim/sim"

// Table is a table of a scenario, and the name of the folder of its parts.
type Table string

// The tables of a scenario.
const (
	Runs     Table = "runs"
	Curves   Table = "curves"
	Circuits Table = "circuits"
)

// tables lists all tables, in the order in which the files of a part appear.
var tables = []Table{Circuits, Curves, Runs}

// Type is what a column holds.
type Type string

// The types of columns. DuckDB calls them BIGINT, DOUBLE and VARCHAR.
const (
	Int64   Type = "int64"
	Float64 Type = "float64"
	String  Type = "string"
)

// Column describes a column of a table. All float columns of results are nullable: a value that is not finite is null,
// and the column invalid names it.
type Column struct {
	Name     string `json:"name"`
	Type     Type   `json:"type"`
	Nullable bool   `json:"nullable"`
	Unit     string `json:"unit"`
	Meaning  string `json:"meaning"`
	Source   string `json:"source"` // where its formula is stated

	Null  string `json:"-"` // when the value is missing; empty: only if it is not finite
	Score *Score `json:"-"` // nil: not a score to analyze

	repeats bool // consecutive rows often have the same value: worth a dictionary
	hex     bool // random hex digits: worth an entropy coder
}

// Score says how analyze judges a column.
type Score struct {
	Lower    bool   // lower is better
	Internal bool   // an order parameter or an ablation, not a score of the network's answers
	Share    bool   // in [0, 1], higher is better
	Chance   Chance // empty: unknown
	Tested   bool   // measured on a finite test set
}

// Chance is the rule for a chance level (docs/model.md, section 5).
type Chance string

// The rules for chance levels.
const (
	TokenChance  Chance = "token"  // probability to guess a token
	AnswerChance Chance = "answer" // probability to guess all tokens of an answer
	OptionChance Chance = "option" // probability to guess the right option
	EditChance   Chance = "edit"   // expected wrong tokens of a guessed answer
	ChainChance  Chance = "chain"  // probability to guess every step of a chain
)

// Columns returns the columns of a table, in file order, for a sweep along axes. The runs table also has the settings
// that are not swept, before its last column (Manifest.Columns).
func Columns(t Table, axes []Axis) []Column {
	columns := append([]Column{}, keyColumns...)
	for _, axis := range axes {
		columns = append(columns, axis.column())
	}
	switch t {
	case Runs:
		columns = append(append(columns, identityColumn), runRow.columns()...)
	case Curves:
		columns = append(columns, curveRow.columns()...)
	case Circuits:
		columns = append(columns, circuitRow.columns()...)
	}
	return append(columns, invalidColumn)
}

// keyColumns and identityColumn have one value in all rows of a run.
var keyColumns = []Column{
	{Name: "scenario", Type: String, Meaning: "name of the study", Source: "scenario file, name", repeats: true},
	{Name: "run", Type: Int64, Meaning: "index of the run in the plan, from 0", Source: "scenario file, sweep", repeats: true},
	{Name: "seed", Type: Int64, Meaning: "seed of the run's random streams", Source: "scenario file, sweep.seeds", repeats: true},
}

var identityColumn = Column{
	Name: "identity", Type: String, Source: "output", hex: true,
	Meaning: "hash of everything that determines the run: the scenario as run with all defaults, without name, title, cites and sweep; seed; format; circsim version and build settings",
}

var invalidColumn = Column{
	Name: "invalid", Type: String, Nullable: true, Source: "output", Null: "there is none", repeats: true,
	Meaning: "columns whose value was not finite and is null here, each as name=value; null where there is none",
}

// runRow describes the results in a row of the runs table.
var runRow = group[RunRow]{
	within(func(r *RunRow) *sim.TaskResult { return &r.Task }, taskResult),
	within(func(r *RunRow) *sim.NetworkResult { return &r.Network }, networkResult),
	integer("steps", "steps", "optimizer steps simulated", "scenario file, training.steps", func(r *RunRow) *int64 { return &r.Steps }).repeated(),
}

// curveRow describes the results in a row of the curves table.
var curveRow = group[sim.CurvePoint]{
	taskName(func(p *sim.CurvePoint) *string { return &p.Task }),
	trainingTime(func(p *sim.CurvePoint) *float64 { return &p.Step }),
	within(func(p *sim.CurvePoint) *sim.NetworkResult { return &p.NetworkResult }, spent),
	within(func(p *sim.CurvePoint) *sim.TaskState { return &p.TaskState }, taskState),
	within(func(p *sim.CurvePoint) *sim.NetworkResult { return &p.NetworkResult }, networkState),
}

func taskName[R any](of func(*R) *string) *column[R] {
	return word("task", "the task that the row is about", "scenario file, tasks", of)
}

func trainingTime[R any](of func(*R) *float64) *column[R] {
	return number("step", "steps", "training time, in optimizer steps", "scenario file, record", of).repeated()
}
