package columns

import "math"

// description describes one or several neighbouring columns of results, and where an R holds their values. Writing and
// reading use the same accessors.
type description[R any] interface {
	fields() []Field[R]
	write(w Writer, r *R)
	read(row Reader, r *R)
}

// Writer takes the values of a row, column after column.
type Writer interface {
	Float(x *float64) // null if it is nil or not finite
	Int(x int64)
	Text(s string)
	Null()
}

// Reader gives the values of a row, column after column.
type Reader interface {
	Float() (x float64, there bool) // false: null
	Int() int64
	Text() string
	SkipNulls(n int) bool // passes over the next n values if all of them are null
}

// Field is a column and its value in an R: float64, int64, string, or nil for null.
type Field[R any] struct {
	Column
	Value func(*R) any
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

// Integer describes a column of integers.
func Integer[R any](name, unit, meaning, source string, of func(*R) *int64) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: Int64, Unit: unit, Meaning: meaning, Source: source}, int: of}
}

// word describes a column of texts, of which few are different.
func word[R any](name, meaning, source string, of func(*R) *string) *column[R] {
	return &column[R]{Column: Column{Name: name, Type: String, Meaning: meaning, Source: source, Repeats: true}, text: of}
}

// Repeated says that consecutive rows often have the same value.
func (c *column[R]) Repeated() *column[R] { c.Repeats = true; return c }

func (c *column[R]) scored(s Score) *column[R] { c.Score = &s; return c }

func (c *column[R]) null(reason string) *column[R] {
	c.Null, c.Meaning = reason, c.Meaning+"; null: "+reason
	return c
}

func (c *column[R]) fields() []Field[R] { return []Field[R]{{c.Column, c.value}} }

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
	if x == nil || !Finite(*x) {
		return nil
	}
	return *x
}

func (c *column[R]) write(w Writer, r *R) {
	switch {
	case c.float != nil:
		w.Float(c.float(r))
	case c.optional != nil:
		w.Float(*c.optional(r))
	case c.int != nil:
		w.Int(*c.int(r))
	default:
		w.Text(*c.text(r))
	}
}

func (c *column[R]) read(row Reader, r *R) {
	switch {
	case c.float != nil:
		x, there := row.Float()
		if !there {
			x = math.NaN()
		}
		*c.float(r) = x
	case c.optional != nil:
		if x, there := row.Float(); there {
			*c.optional(r) = &x
		}
	case c.int != nil:
		*c.int(r) = row.Int()
	default:
		*c.text(r) = row.Text()
	}
}

// Finite reports whether x is a number that tables hold.
func Finite(x float64) bool { return x-x == 0 }
