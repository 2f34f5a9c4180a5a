package output

import "math"

// description is one column of results or several neighbouring ones, and where a value of type R has what
// belongs in them. What is written into a table and what is read back goes through the same accessors.
type description[R any] interface {
	fields() []field[R]
	write(b *batch, r *R)
	read(row *rowReader, r *R)
}

// field is a column and its value in R as tables have it: float64, int64, string, or nil for null.
type field[R any] struct {
	Column
	value func(*R) any
}

// column is a column of results. One of its accessors is set.
type column[R any] struct {
	Column
	float    func(*R) *float64
	optional func(*R) **float64 // nil: there is no such value
	int      func(*R) *int64
	text     func(*R) *string
}

// number is a column of a float that every row has.
func number[R any](name, unit, meaning, source string, of func(*R) *float64) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: Float64, Nullable: true, Unit: unit, Meaning: meaning, Source: source}, float: of}
}

// optional is a column of a float that a row may lack; null says why.
func optional[R any](name, unit, meaning, null, source string, of func(*R) **float64) *column[R] {
	c := number[R](name, unit, meaning, source, nil).null(null)
	c.optional = of
	return c
}

// integer is a column of integers.
func integer[R any](name, unit, meaning, source string, of func(*R) *int64) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: Int64, Unit: unit, Meaning: meaning, Source: source}, int: of}
}

// word is a column of texts, few and often the same.
func word[R any](name, meaning, source string, of func(*R) *string) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: String, Meaning: meaning, Source: source, repeats: true}, text: of}
}

func (c *column[R]) repeated() *column[R] { c.repeats = true; return c }

func (c *column[R]) scored(s Score) *column[R] { c.Score = &s; return c }

func (c *column[R]) null(reason string) *column[R] {
	c.Null, c.Meaning = reason, c.Meaning+"; null: "+reason
	return c
}

func (c *column[R]) fields() []field[R] { return []field[R]{{c.Column, c.value}} }

func (c *column[R]) value(r *R) any {
	var x *float64
	switch {
	case c.int != nil:
		return *c.int(r)
	case c.text != nil:
		return *c.text(r)
	case c.float != nil:
		x = c.float(r)
	default:
		x = *c.optional(r)
	}
	if x == nil || !finite(*x) {
		return nil
	}
	return *x
}

func (c *column[R]) write(b *batch, r *R) {
	switch {
	case c.float != nil:
		b.float(*c.float(r))
	case c.optional != nil:
		b.optional(*c.optional(r))
	case c.int != nil:
		b.int(*c.int(r))
	default:
		b.text(*c.text(r))
	}
}

func (c *column[R]) read(row *rowReader, r *R) {
	switch v := row.value(); {
	case c.float != nil:
		x := math.NaN()
		if !v.IsNull() {
			x = v.Double()
		}
		*c.float(r) = x
	case c.optional != nil:
		if !v.IsNull() {
			x := v.Double()
			*c.optional(r) = &x
		}
	case c.int != nil:
		*c.int(r) = v.Int64()
	default:
		*c.text(r) = string(v.ByteArray())
	}
}

// finite says whether a table can hold a number.
func finite(x float64) bool { return x-x == 0 }
