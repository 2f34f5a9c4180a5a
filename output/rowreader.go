package output

import "github.com/parquet-go/parquet-go"

// rowReader takes a row apart, column after column.
type rowReader struct {
	columns [][]parquet.Value
	row, at int
}

func (r *rowReader) value() parquet.Value {
	v := r.columns[r.at][r.row]
	r.at++
	return v
}

// skipNulls passes over the next n values where they are all null.
func (r *rowReader) skipNulls(n int) bool {
	for _, column := range r.columns[r.at : r.at+n] {
		if !column[r.row].IsNull() {
			return false
		}
	}
	r.at += n
	return true
}

func (r *rowReader) axis(t Type) any {
	v := r.value()
	switch t {
	case Int64:
		return v.Int64()
	case Float64:
		return v.Double()
	}
	return string(v.ByteArray())
}

func (r *rowReader) int() int64   { return r.value().Int64() }
func (r *rowReader) text() string { return string(r.value().ByteArray()) }

// keys are the first columns of a row, but for the scenario; identity is empty where the table has none.
func (r *rowReader) keys(t Table, axes []Axis) (run, seed int64, axis []any, identity string) {
	r.at = runColumn
	run, seed = r.int(), r.int()
	axis = make([]any, len(axes))
	for i, a := range axes {
		axis[i] = r.axis(a.Type)
	}
	if t == Runs {
		identity = r.text()
	}
	return run, seed, axis, identity
}
