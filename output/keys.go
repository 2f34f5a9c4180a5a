package output

import (
	"fmt"

	"github.com/parquet-go/parquet-go"
)

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
		k = append(k, parquet.ValueOf(axis[i]))
	}
	return k, nil
}

func (b *batch) keys(k keys) {
	for _, v := range k {
		b.put(v, 0)
	}
}
