package scenarios

import (
	"fmt"
	"math/big"
	"reflect"
	"strings"
)

// MaxRuns is the largest sweep that a scenario may ask for.
const MaxRuns = 10_000_000

// Runs counts the runs of the sweep: every combination of axis values, with every seed.
func (s *Scenario) Runs() (int64, error) {
	lengths := []int64{s.Sweep.Seeds}
	for _, axis := range s.Sweep.Axes {
		lengths = append(lengths, int64(len(axis.Values)))
	}
	n, err := runs(lengths)
	if err != nil {
		return 0, s.Fault("sweep", "%s", err)
	}
	return n, nil
}

func runs(lengths []int64) (int64, error) {
	product := big.NewInt(1)
	for _, n := range lengths {
		product.Mul(product, big.NewInt(n))
	}
	if product.Cmp(big.NewInt(MaxRuns)) > 0 {
		return 0, fmt.Errorf("sweep makes %s runs, expected at most %d", product, MaxRuns)
	}
	return product.Int64(), nil
}

// Column is the table column of one swept axis.
type Column struct {
	Name string       // the path with dots and dashes replaced by underscores
	Path string       // of the axis
	Kind reflect.Kind // Int64, Float64 or String
}

// AxisColumns gives the table column of each axis, in order. Names differ from each other
// whatever the case of their letters, and from all other columns of the tables.
func (s *Scenario) AxisColumns() []Column {
	columns := make([]Column, len(s.Sweep.Axes))
	for i, axis := range s.Sweep.Axes {
		kind := reflect.String
		if at, err := s.find(axis.Path); err == nil {
			kind = at.shape.column()
		}
		columns[i] = Column{columnName(axis.Path), axis.Path, kind}
	}
	return columns
}

func columnName(path string) string {
	return strings.NewReplacer(".", "_", "-", "_").Replace(path)
}

// column is the Go kind of a swept value of this shape.
func (s *shape) column() reflect.Kind {
	switch s.kind {
	case integer:
		return reflect.Int64
	case number:
		return reflect.Float64
	}
	return reflect.String
}
