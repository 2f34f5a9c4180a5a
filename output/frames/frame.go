package frames

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output"
)

// Frame holds rows of one table.
type Frame struct {
	table *table
	rows  []int
}

// Read opens all parts of a table in a scenario's folder. Err returns what goes wrong, here or later.
func Read(dir string, t output.Table) *Frame {
	f := &Frame{table: open(dir, t)}
	f.rows = make([]int, f.table.rows)
	for i := range f.rows {
		f.rows[i] = i
	}
	return f
}

// Err returns the first error of the frame's table: it cannot be read, or has no such column of such a type. After it,
// columns that were not read before are NaN, or empty words.
func (f *Frame) Err() error {
	f.table.mu.Lock()
	defer f.table.mu.Unlock()
	return f.table.err
}

// Len returns the number of rows.
func (f *Frame) Len() int { return len(f.rows) }

// Floats returns a column of numbers, by row; NaN where null.
func (f *Frame) Floats(name string) []float64 { return rowsOf(f.rows, f.table.floats(name)) }

// Words returns a column of words, by row; empty where null.
func (f *Frame) Words(name string) []string { return rowsOf(f.rows, f.table.words(name)) }

func rowsOf[T any](rows []int, column []T) []T {
	values := make([]T, len(rows))
	for i, row := range rows {
		values[i] = column[row]
	}
	return values
}

// Where keeps the rows that have the word in a column.
func (f *Frame) Where(name, word string) *Frame {
	words := f.Words(name)
	return f.keep(func(i int) bool { return words[i] == word })
}

// At keeps the rows that have the number in a column, up to a relative difference of 1e-9.
func (f *Frame) At(name string, x float64) *Frame {
	return f.If(name, func(y float64) bool { return y == x || math.Abs(y-x) <= 1e-9*math.Abs(x) })
}

// If keeps the rows whose number in a column accept accepts.
func (f *Frame) If(name string, accept func(float64) bool) *Frame {
	numbers := f.Floats(name)
	return f.keep(func(i int) bool { return accept(numbers[i]) })
}

func (f *Frame) keep(accept func(i int) bool) *Frame {
	kept := &Frame{table: f.table}
	for i, row := range f.rows {
		if accept(i) {
			kept.rows = append(kept.rows, row)
		}
	}
	return kept
}

// Values returns the different numbers of a column, ascending, without null.
func (f *Frame) Values(name string) []float64 {
	values := slices.DeleteFunc(f.Floats(name), func(x float64) bool { return x != x })
	slices.Sort(values)
	return slices.Compact(values)
}

// BySeed returns what of computes from the rows of each seed, by ascending seed.
func (f *Frame) BySeed(of func(*Frame) float64) []float64 {
	var numbers []float64
	for _, seed := range f.Values("seed") {
		numbers = append(numbers, of(f.At("seed", seed)))
	}
	return numbers
}

// Curve returns the different values of a column, ascending, and what of computes from the rows of each.
func (f *Frame) Curve(along string, of func(*Frame) float64) (x, y []float64) {
	x = f.Values(along)
	y = make([]float64, len(x))
	for i := range x {
		y[i] = of(f.At(along, x[i]))
	}
	return x, y
}

// Only returns the value of a column in the only row; NaN if the frame does not have exactly one row.
func (f *Frame) Only(name string) float64 {
	if f.Len() != 1 {
		return math.NaN()
	}
	return f.Floats(name)[0]
}

// Never replaces null by infinity: the step of an event that never happened.
func Never(x []float64) []float64 {
	y := slices.Clone(x)
	for i, v := range y {
		if v != v {
			y[i] = math.Inf(1)
		}
	}
	return y
}
