package output

import "math"

// description describes one or several neighbouring columns of results, and where an R holds their values. Writing and
// reading use the same accessors.
type description[R any] interface {
	fields() []field[R]
	write(b *batch, r *R)
	read(row *rowReader, r *R)
}

// field is a column and its value in an R: float64, int64, string, or nil for null.
type field[R any] struct {
	Column
	value func(*R) any
}

// column is a column of results. One of its accessors is set.
type column[R any] struct {
	Column
	float    func(*R) *float64
	optional func(*R) **float64 // a nil value is null
	int      func(*R) *int64
	text     func(*R) *string
}

// number describes a column of floats without missing values.
func number[R any](name, unit, meaning, source string, of func(*R) *float64) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: Float64, Nullable: true, Unit: unit, Meaning: meaning, Source: source}, float: of}
}

// optional describes a column of floats that may be missing; null says when.
func optional[R any](name, unit, meaning, null, source string, of func(*R) **float64) *column[R] {
	c := number[R](name, unit, meaning, source, nil).null(null)
	c.optional = of
	return c
}

// integer describes a column of integers.
func integer[R any](name, unit, meaning, source string, of func(*R) *int64) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: Int64, Unit: unit, Meaning: meaning, Source: source}, int: of}
}

// word describes a column of texts, of which few are different.
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
		b.float(c.float(r))
	case c.optional != nil:
		b.float(*c.optional(r))
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

// finite reports whether x is a number that tables hold.
func finite(x float64) bool { return x-x == 0 }
