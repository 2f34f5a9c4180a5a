package evaluations

import (
	"bytes"
	"math"
	"strconv"

	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

func (f *parquetFile) flat(column int) error {
	c := f.columns[column]
	if !c.Leaf() || c.Repeated() {
		return refuse(f.Path, "column %s holds lists or groups, expected a flat table", text.Quote(c.Name()))
	}
	if t := c.Type(); !plainType(t) {
		return refuse(f.Path, "column %s is of type %s, expected numbers or text", text.Quote(c.Name()), text.Line(t.String()))
	}
	return nil
}

func plainType(t parquet.Type) bool {
	if _, ok := decimalOf(t); ok {
		return true
	}
	switch t.Kind() {
	case parquet.Boolean, parquet.Float, parquet.Double:
		return true
	case parquet.Int32, parquet.Int64, parquet.ByteArray:
	default:
		return false
	}
	if l := t.LogicalType(); l != nil && l.Value != nil {
		switch l.Value.(type) {
		case *format.StringType, *format.EnumType, *format.IntType:
			return true
		}
		return false
	}
	old := t.ConvertedType() // in files without logical types
	return old == nil || *old <= deprecated.Enum || *old >= deprecated.Uint8 && *old <= deprecated.Int64
}

// cellsOf returns the function that reads the cells of a wanted column.
func (f *parquetFile) cellsOf(i int) func(c *chunk, row int, v parquet.Value) {
	t := f.columns[f.wanted[i].column].Type()
	asFloat := floatOf(t)
	_, isDecimal := decimalOf(t)
	isText := t.Kind() == parquet.ByteArray && !isDecimal
	switch {
	case f.wanted[i].kind == asWord:
		return func(c *chunk, row int, v parquet.Value) {
			switch {
			case v.IsNull():
				c.words[i][row] = 0
			case isText:
				c.words[i][row] = f.texts.numberOf(bytes.TrimSpace(v.ByteArray()))
			default:
				c.words[i][row] = f.texts.number(wordOf(t, v))
			}
		}
	case isText:
		return func(c *chunk, row int, v parquet.Value) {
			if fault := f.read(c, i, row, string(bytes.TrimSpace(v.ByteArray()))); fault != nil {
				fault.line = f.done + row + 1
			}
		}
	}
	return func(c *chunk, row int, v parquet.Value) {
		x := math.NaN()
		if !v.IsNull() {
			x = asFloat(v)
		}
		if x-x != 0 {
			is := missing
			if math.IsInf(x, 0) {
				is = infinite
			}
			if fault := f.note(i, is); fault != nil {
				fault.line, fault.text = f.done+row+1, text.Quote(decimal(x))
			}
			x = math.NaN()
		}
		c.numbers[i][row] = x + 0
	}
}

func floatOf(t parquet.Type) func(parquet.Value) float64 {
	if scale, ok := decimalOf(t); ok {
		return func(v parquet.Value) float64 { return decimalFloat(v, scale) }
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) float64 {
			if v.Boolean() {
				return 1
			}
			return 0
		}
	case parquet.Float:
		return func(v parquet.Value) float64 { return float64(v.Float()) }
	case parquet.Double:
		return parquet.Value.Double
	}
	if unsigned(t) {
		return func(v parquet.Value) float64 { return float64(uintOf(v)) }
	}
	return func(v parquet.Value) float64 { return float64(intOf(v)) }
}

func intOf(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func uintOf(v parquet.Value) uint64 {
	if v.Kind() == parquet.Int32 {
		return uint64(v.Uint32())
	}
	return v.Uint64()
}

func unsigned(t parquet.Type) bool {
	if l := t.LogicalType(); l != nil {
		if i, ok := l.Value.(*format.IntType); ok {
			return !i.IsSigned
		}
	}
	old := t.ConvertedType()
	return old != nil && *old >= deprecated.Uint8 && *old <= deprecated.Uint64
}

// wordOf returns a number or truth value as the text that a CSV file would hold.
func wordOf(t parquet.Type, v parquet.Value) string {
	if scale, ok := decimalOf(t); ok {
		return strconv.FormatFloat(decimalFloat(v, scale), 'g', -1, 64)
	}
	switch t.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'g', -1, 32)
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	}
	if unsigned(t) {
		return strconv.FormatUint(uintOf(v), 10)
	}
	return strconv.FormatInt(intOf(v), 10)
}
