package evaluations

import (
	"math"
	"strconv"
	"strings"
)

// state is the outcome of reading a cell as a number.
type state uint8

const (
	present state = iota
	missing
	infinite // or beyond what a float64 holds
	notNumber
	otherStyle // a size with a suffix in a column of plain sizes, or the other way round
	states     // number of states
)

// style is how the sizes of a column are written. The first size decides.
type style uint8

const (
	unseen   style = iota // no size so far
	plain                 // 1400000000
	suffixed              // 1.4B
)

// absent reports whether the text of a cell stands for a missing value.
func absent(s string) bool {
	switch len(s) {
	case 0:
		return true
	case 1:
		return s == "-"
	case 2:
		return strings.EqualFold(s, "na")
	case 3:
		return strings.EqualFold(s, "nan") || strings.EqualFold(s, "n/a")
	case 4:
		return strings.EqualFold(s, "null") || strings.EqualFold(s, "none") || strings.EqualFold(s, "#n/a") || strings.EqualFold(s, "<na>")
	}
	return false
}

// number reads a cell as a decimal number; NaN unless present.
func number(s string) (float64, state) {
	if s == "" {
		return math.NaN(), missing
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return math.NaN(), wordState(s)
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	switch {
	case err == nil:
		return x + 0, present // turns -0 into 0
	case math.IsInf(x, 0):
		return math.NaN(), infinite
	}
	return math.NaN(), wordState(s)
}

// wordState returns the state of a cell that is not a finite number.
func wordState(s string) state {
	if absent(s) {
		return missing
	}
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "inf", "infinity":
		return infinite
	}
	return notNumber
}

var suffixes = map[byte]float64{'k': 1e3, 'm': 1e6, 'b': 1e9, 't': 1e12}

// size reads a cell of a column of sizes: 1.4B is 1.4e9 if the first size of the column has a suffix too.
func (first *style) size(s string) (float64, state) {
	x, is := number(s)
	now := plain
	if is == notNumber {
		factor, ok := suffixes[s[len(s)-1]|0x20] // in lower case
		if !ok {
			return x, is
		}
		if x, is = number(strings.TrimRight(s[:len(s)-1], " ")); is != present {
			return math.NaN(), notNumber
		}
		x *= factor
		now = suffixed
	}
	switch {
	case is != present:
	case *first == unseen:
		*first = now
	case *first != now:
		return math.NaN(), otherStyle
	}
	return x, is
}
