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

// flat refuses what is neither a number nor a text.
func (f *parquetFile) flat(column int) error {
	c := f.columns[column]
	if !c.Leaf() || c.Repeated() {
		return f.fault("column %s holds lists or groups, expected a flat table", text.Quote(c.Name()))
	}
	if t := c.Type(); !plainType(t) {
		return f.fault("column %s is of type %s, expected numbers or text", text.Quote(c.Name()), text.Line(t.String()))
	}
	return nil
}

func plainType(t parquet.Type) bool {
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
	old := t.ConvertedType() // as files without logical types have it
	return old == nil || *old <= deprecated.Enum || *old >= deprecated.Uint8 && *old <= deprecated.Int64
}

// cellsOf says how the cells of a wanted column are taken.
func (f *parquetFile) cellsOf(i int) func(c *chunk, row int, v parquet.Value) {
	t := f.columns[f.wanted[i].column].Type()
	asFloat := floatOf(t)
	switch {
	case f.wanted[i].kind == asWord && t.Kind() == parquet.ByteArray:
		return func(c *chunk, row int, v parquet.Value) {
			c.words[i][row] = 0
			if !v.IsNull() {
				c.words[i][row] = f.known.numberOf(bytes.TrimSpace(v.ByteArray()))
			}
		}
	case f.wanted[i].kind == asWord:
		return func(c *chunk, row int, v parquet.Value) {
			c.words[i][row] = 0
			if !v.IsNull() {
				c.words[i][row] = f.known.number(wordOf(t, v))
			}
		}
	case t.Kind() == parquet.ByteArray:
		return func(c *chunk, row int, v parquet.Value) {
			f.textCell(c, i, row, string(bytes.TrimSpace(v.ByteArray())))
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
			if first := f.faults.note(i, is); first != nil {
				first.line, first.text = f.read+row+1, text.Quote(decimal(x))
			}
			x = math.NaN()
		}
		c.numbers[i][row] = x + 0
	}
}

// textCell takes a number that is written as text, as a CSV file has it.
func (f *parquetFile) textCell(c *chunk, i, row int, written string) {
	x, is := 0.0, present
	if f.wanted[i].kind == asSize {
		x, is = f.styles[i].size(written)
	} else {
		x, is = number(written)
	}
	c.numbers[i][row] = x
	if is == present {
		return
	}
	if first := f.faults.note(i, is); first != nil {
		first.line, first.text = f.read+row+1, text.Quote(written)
	}
}

func floatOf(t parquet.Type) func(parquet.Value) float64 {
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

// wordOf writes a number where words are expected, as CSV files have them.
func wordOf(t parquet.Type, v parquet.Value) string {
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
