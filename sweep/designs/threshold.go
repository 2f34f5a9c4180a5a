package designs

import (
	"cmp"
	"slices"
)

// Side says on which side of a level a position was found.
type Side int8

const (
	Unknown Side = iota // not known, or not to be decided
	Below               // below the level
	Above               // at the level or above it
)

// Bracket is a pair of neighbouring positions between which a level is crossed.
type Bracket struct {
	Low, High float64 // positions, Low < High
	Up        bool    // below the level at Low and above it at High
}

// Brackets lists the crossings in ascending order: every pair of positions x on
// different sides with none between them whose side is known. There is one side for
// each position; positions are finite and may stand in any order. A position found on
// both sides counts as Unknown.
func Brackets(x []float64, side []Side) []Bracket {
	known := decided(x, side)
	var list []Bracket
	for n := 1; n < len(known); n++ {
		if a, b := known[n-1], known[n]; a.side != b.side {
			list = append(list, Bracket{a.x, b.x, b.side == Above})
		}
	}
	return list
}

// Refine gives the positions to try next, in ascending order: one within every
// bracket of what is known, so that all crossings are narrowed at the same pace. The
// caller's split says where to divide a bracket, which decides the scale, or that it
// is fine enough. A position that was tried before, whatever was found there, is not
// given again; so Refine comes to an end also where a side cannot be decided.
func Refine(x []float64, side []Side, split func(low, high float64) (mid float64, ok bool)) []float64 {
	var next []float64
	for _, b := range Brackets(x, side) {
		if mid, ok := split(b.Low, b.High); ok && !slices.Contains(x, mid) {
			next = append(next, mid)
		}
	}
	return next
}

type finding struct {
	x    float64
	side Side
}

// decided sorts the positions whose side is known, each once.
func decided(x []float64, side []Side) []finding {
	var list []finding
	for i, s := range side {
		if s != Unknown {
			list = append(list, finding{x[i], s})
		}
	}
	slices.SortFunc(list, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.side, b.side))
	})
	list = slices.Compact(list)
	var clear []finding
	for n, f := range list {
		if n > 0 && list[n-1].x == f.x || n+1 < len(list) && list[n+1].x == f.x {
			continue
		}
		clear = append(clear, f)
	}
	return clear
}
