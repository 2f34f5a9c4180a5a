package designs

import (
	"cmp"
	"math"
	"slices"
)

// Side tells on which side of a level a quantity lies.
type Side int8

// The sides of a level.
const (
	Unknown Side = iota // the quantity is undefined
	Below               // below the level
	Above               // at or above the level
)

// SideOf compares a quantity with a level. The side of NaN is Unknown.
func SideOf(quantity, level float64) Side {
	switch {
	case math.IsNaN(quantity):
		return Unknown
	case quantity >= level:
		return Above
	}
	return Below
}

// Bracket is an interval in which a quantity crosses a level.
type Bracket struct {
	Low, High float64 // its ends, Low < High
	Up        bool    // Below at Low and Above at High
}

// Brackets lists, in ascending order, the intervals between neighbouring positions on
// different sides. x holds finite positions in any order, side the side of each.
// Positions whose side is Unknown are skipped, and so are those found on both sides.
func Brackets(x []float64, side []Side) []Bracket {
	known := conclusive(x, side)
	var list []Bracket
	for n := 1; n < len(known); n++ {
		if a, b := known[n-1], known[n]; a.side != b.side {
			list = append(list, Bracket{a.x, b.x, b.side == Above})
		}
	}
	return list
}

// Refine gives the positions to try next, in ascending order: one within each bracket,
// so that all of them narrow at the same pace. x and side are those of Brackets. split
// chooses the position mid within a bracket; it returns ok = false for a bracket that is
// narrow enough. A position in x is not given again, so that repeated refinement ends
// even where a side stays Unknown.
func Refine(x []float64, side []Side, split func(low, high float64) (mid float64, ok bool)) []float64 {
	var next []float64
	for _, b := range Brackets(x, side) {
		if mid, ok := split(b.Low, b.High); ok && !slices.Contains(x, mid) {
			next = append(next, mid)
		}
	}
	return next
}

type observation struct {
	x    float64
	side Side
}

// conclusive sorts the positions found on exactly one side, each once.
func conclusive(x []float64, side []Side) []observation {
	var list []observation
	for i, s := range side {
		if s != Unknown {
			list = append(list, observation{x[i], s})
		}
	}
	slices.SortFunc(list, func(a, b observation) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.side, b.side))
	})
	list = slices.Compact(list)
	var clear []observation
	for n, o := range list {
		if n > 0 && list[n-1].x == o.x || n+1 < len(list) && list[n+1].x == o.x {
			continue
		}
		clear = append(clear, o)
	}
	return clear
}
