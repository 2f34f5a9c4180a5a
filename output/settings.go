package output

import (
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/parquet-go/parquet-go"
)

// maxSettings bounds the columns of settings. With more, say for a hundred tasks, those of tasks have no columns unless
// they are swept: a row has the settings of all tasks, so that their number would grow with the square of the tasks.
const maxSettings = 1000

// settings are the scalar keys of a scenario and their columns in the runs table.
type settings struct {
	keys    []scenarios.Setting
	columns []Column          // of the keys and, for writing, configColumn
	swept   map[string]Column // those of axes, by name
	taken   map[string]bool   // names of columns in lower case
}

// newSettings names a column for every scalar key. The name does not depend on what is swept.
func newSettings(s *scenarios.Scenario) *settings {
	all := &settings{keys: s.Settings(), taken: map[string]bool{configColumn.Name: true}}
	for _, t := range tables {
		for _, c := range Columns(t, nil) {
			all.taken[c.Name] = true
		}
	}
	for _, k := range all.keys {
		all.columns = append(all.columns, settingColumn(k, columnName(k.Path, all.taken)))
	}
	return all
}

func settingColumn(k scenarios.Setting, name string) Column {
	kind, err := typeOf(k.Zero)
	if err != nil {
		panic(err) // settings have the types of columns
	}
	c := Column{
		Name: name, Type: kind, Nullable: true, Unit: k.Unit, Meaning: k.Meaning, Null: k.Null,
		Source: "scenario file, " + k.Path, Repeats: true,
	}
	if c.Null != "" {
		c.Meaning += "; null: " + c.Null
	}
	return c
}

// configColumn holds the keys that have no column of their own.
var configColumn = Column{
	Name: "config", Type: String, Nullable: true, Source: "scenario file", Null: "there are none", Repeats: true,
	Meaning: "keys that are lists or named shares, such as pools, phases and factors, as a JSON object; null: there are none",
}

// name returns the column's name of a setting's path.
func (s *settings) name(path string) string {
	return s.columns[slices.IndexFunc(s.keys, func(k scenarios.Setting) bool { return k.Path == path })].Name
}

// without leaves out the settings that are axes, and those of tasks if there are too many.
func (s *settings) without(axes []Axis) *settings {
	left := &settings{swept: map[string]Column{}}
	for i, c := range s.columns {
		if slices.ContainsFunc(axes, func(a Axis) bool { return a.Column == c.Name }) {
			left.swept[c.Name] = c
			continue
		}
		if len(s.keys) > maxSettings && s.keys[i].OfTask() {
			continue
		}
		left.keys, left.columns = append(left.keys, s.keys[i]), append(left.columns, c)
	}
	left.columns = append(left.columns, configColumn)
	return left
}

// appendValues appends the values of a run's scenario, in the order of the columns.
func (s *settings) appendValues(to []parquet.Value, of *scenarios.Scenario) []parquet.Value {
	for i := range s.keys {
		to = append(to, valueOf(s.keys[i].Of(of)))
	}
	if text := of.Lists(); text != "" {
		return append(to, valueOf(text))
	}
	return append(to, parquet.Value{})
}

func valueOf(v any) parquet.Value {
	switch x := v.(type) {
	case int64:
		return parquet.Int64Value(x)
	case float64:
		return parquet.DoubleValue(x)
	case string:
		return parquet.ByteArrayValue([]byte(x))
	}
	return parquet.Value{}
}

// columns returns all columns of a table, in file order. The manifest is one of NewManifest.
func (m *Manifest) columns(t Table) []Column {
	columns := Columns(t, m.Axes)
	for i, a := range m.Axes {
		if c, ok := m.settings.swept[a.Column]; ok {
			columns[len(keyColumns)+i] = c // says more than that it is swept
		}
	}
	if t != Runs {
		return columns
	}
	return slices.Insert(columns, len(columns)-1, m.settings.columns...)
}

// leaves returns the positions of the columns that a sweep along axes has in a table, without those of settings; nil if
// the file has other columns.
func (f openFile) leaves(t Table, axes []Axis) []int {
	return f.leavesOf(t, schemaOf(t, Columns(t, axes)).Fields())
}

// leavesOf is leaves with the fields of these columns.
func (f openFile) leavesOf(t Table, want []parquet.Field) []int {
	fields := f.Schema().Fields()
	extra := len(fields) - len(want)
	if extra < 0 || extra > 0 && t != Runs {
		return nil
	}
	leaves := make([]int, len(want))
	for i := range leaves {
		leaves[i] = i
		if i == len(leaves)-1 {
			leaves[i] += extra
		}
		if there := fields[leaves[i]]; there.Name() != want[i].Name() || !parquet.EqualNodes(there, want[i]) {
			return nil
		}
	}
	return leaves
}
