package output

import (
	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/sim"
)

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

// What describes a column is at home in package columns.
type (
	Column = columns.Column
	Type   = columns.Type
	Chance = columns.Chance
)

// The types of columns, and the rules for chance levels.
const (
	Int64   = columns.Int64
	Float64 = columns.Float64
	String  = columns.String

	TokenChance  = columns.TokenChance
	AnswerChance = columns.AnswerChance
	OptionChance = columns.OptionChance
	EditChance   = columns.EditChance
	ChainChance  = columns.ChainChance
)

// Columns returns the columns of a table, in file order, for a sweep along axes. The runs table also has the settings
// that are not swept, before its last column (Manifest.Columns).
func Columns(t Table, axes []Axis) []Column {
	list := append([]Column{}, keyColumns...)
	for _, axis := range axes {
		list = append(list, axis.column())
	}
	switch t {
	case Runs:
		list = append(append(list, identityColumn), runRow.Columns()...)
	case Curves:
		list = append(list, columns.Curve.Columns()...)
	case Circuits:
		list = append(list, columns.Circuit.Columns()...)
	}
	return append(list, invalidColumn)
}

// keyColumns and identityColumn have one value in all rows of a run.
var keyColumns = []Column{
	{Name: "scenario", Type: String, Meaning: "name of the study", Source: "scenario file, name", Repeats: true},
	{Name: "run", Type: Int64, Meaning: "index of the run in the plan, from 0", Source: "scenario file, sweep", Repeats: true},
	{Name: "seed", Type: Int64, Meaning: "seed of the run's random streams", Source: "scenario file, sweep.seeds", Repeats: true},
}

var identityColumn = Column{
	Name: "identity", Type: String, Source: "output", Hex: true,
	Meaning: "hash of everything that determines the run: the scenario as run with all defaults, without name, title, cites and sweep; seed; format; circsim version and build settings",
}

var invalidColumn = Column{
	Name: "invalid", Type: String, Nullable: true, Source: "output", Null: "there is none", Repeats: true,
	Meaning: "columns whose value was not finite and is null here, each as name=value; null where there is none",
}

// runRow describes the results in a row of the runs table.
var runRow = columns.Group[RunRow]{
	columns.Within(func(r *RunRow) *sim.TaskResult { return &r.Task }, columns.Task),
	columns.Within(func(r *RunRow) *sim.NetworkResult { return &r.Network }, columns.Network),
	columns.Integer("steps", "steps", "optimizer steps simulated", "scenario file, training.steps", func(r *RunRow) *int64 { return &r.Steps }).Repeated(),
}
