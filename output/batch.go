package output

import (
	"fmt"
	"strconv"

	"github.com/circsim/circsim/output/columns"
	"github.com/parquet-go/parquet-go"
)

// batch collects rows column by column, as Parquet writes them. A row is put value by value, in the order of the
// columns.
type batch struct {
	columns []Column
	values  [][]parquet.Value
	texts   map[string]parquet.Value // the different texts so far: they are few
	at      int                      // column of the next value
	invalid []byte                   // text of the current row's invalid column
	rows    int
}

func newBatch(columns []Column) *batch {
	return &batch{
		columns: columns,
		values:  make([][]parquet.Value, len(columns)),
		texts:   map[string]parquet.Value{},
	}
}

// put puts a value, whose definition level is set. Columns are not nested: their writers ask for no other level.
func (b *batch) put(v parquet.Value) {
	b.values[b.at] = append(b.values[b.at], v)
	b.at++
}

// putThere puts a value of a nullable column that is not null.
func (b *batch) putThere(v parquet.Value) {
	v.SetDefinitionLevel(1)
	b.put(v)
}

func (b *batch) Null() { b.put(parquet.Value{}) }

// value puts a value of the current column.
func (b *batch) value(v parquet.Value) {
	if b.columns[b.at].Nullable && !v.IsNull() {
		b.putThere(v)
		return
	}
	b.put(v)
}

func (b *batch) Int(x int64) { b.put(parquet.Int64Value(x)) }

func (b *batch) Text(s string) { b.put(b.textValue(s)) }

func (b *batch) textValue(s string) parquet.Value {
	v, ok := b.texts[s]
	if !ok {
		v = parquet.ByteArrayValue([]byte(s))
		b.texts[s] = v
	}
	return v
}

// Float puts a result: null if it is nil, and null with an entry in the invalid column if it is not finite.
func (b *batch) Float(x *float64) {
	if x == nil {
		b.Null()
		return
	}
	if columns.Finite(*x) {
		b.putThere(parquet.DoubleValue(*x))
		return
	}
	if len(b.invalid) > 0 {
		b.invalid = append(b.invalid, ' ')
	}
	b.invalid = append(b.invalid, b.columns[b.at].Name...)
	b.invalid = append(b.invalid, '=')
	b.invalid = strconv.AppendFloat(b.invalid, *x, 'g', -1, 64)
	b.Null()
}

// end puts the invalid column, the row's last.
func (b *batch) end() {
	if len(b.invalid) == 0 {
		b.Null()
	} else {
		b.putThere(b.textValue(string(b.invalid)))
		b.invalid = b.invalid[:0]
	}
	b.at = 0
	b.rows++
}

// forget drops what a part has left that was discarded or finished.
func (b *batch) forget() {
	b.reset()
	b.at, b.invalid = 0, b.invalid[:0]
	clear(b.texts)
}

func (b *batch) reset() {
	for i := range b.values {
		b.values[i] = b.values[i][:0]
	}
	b.rows = 0
}

// keys are the values of the first columns in every row of a run: scenario, run, seed, axes and, in the runs table,
// identity.
type keys []parquet.Value

func (m *Manifest) keys(run, seed int64, axis []any) (keys, error) {
	if len(axis) != len(m.Axes) {
		return nil, fmt.Errorf("run %d: %d axis values for %d axes", run, len(axis), len(m.Axes))
	}
	k := append(make(keys, 0, 4+len(axis)), parquet.ByteArrayValue([]byte(m.Scenario)), parquet.Int64Value(run), parquet.Int64Value(seed))
	for i, a := range m.Axes {
		kind, err := typeOf(axis[i])
		if err != nil {
			return nil, fmt.Errorf("run %d: axis %s: %w", run, a.Path, err)
		}
		if kind != a.Type {
			return nil, fmt.Errorf("run %d: axis %s: value %v is %s, not %s", run, a.Path, axis[i], kind, a.Type)
		}
		if a.isWord(axis[i]) {
			k = append(k, parquet.Value{})
			continue
		}
		k = append(k, parquet.ValueOf(axis[i]))
	}
	return k, nil
}

func (b *batch) keys(k keys) {
	for _, v := range k {
		b.value(v)
	}
}
