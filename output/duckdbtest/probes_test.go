package duckdbtest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// probes are values to filter a column by: its extremes and some between.
func (c column) probes() []any {
	var present []any
	for _, v := range c.values {
		if v != nil {
			present = append(present, v)
		}
	}
	if len(present) == 0 || c.kind == parquet.Boolean {
		return present[:min(1, len(present))]
	}
	slices.SortFunc(present, compare)
	n := len(present)
	return slices.CompactFunc([]any{present[0], present[n/3], present[9*n/10], present[n-1]}, func(a, b any) bool { return a == b })
}

func (c column) count(matches func(any) bool) (n int64) {
	for _, v := range c.values {
		if matches(v) {
			n++
		}
	}
	return n
}

func compare(a, b any) int {
	switch x := a.(type) {
	case int64:
		return cmp.Compare(x, b.(int64))
	case float64:
		return cmp.Compare(x, b.(float64))
	case bool:
		switch {
		case x == b.(bool):
			return 0
		case x:
			return 1
		}
		return -1
	}
	return strings.Compare(a.(string), b.(string))
}
