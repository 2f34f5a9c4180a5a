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
	otherStyle // with a suffix or a percent sign in a column of plain numbers, or the other way round
	states     // number of states
)

// style is how the numbers of a column are written. The first one decides.
type style uint8

const (
	unseen     style = iota // no number so far
	plain                   // 1400000000
	suffixed                // 1.4B
	percentage              // 14%
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

// read reads a cell in any spelling; the first number of a column decides whether the others have a suffix, a percent
// sign or neither.
func (first *style) read(s string, suffix bool) (x float64, is state, how manner) {
	now := plain
	if x, is = number(s); is == notNumber {
		y, manner, ok := spelled(s, suffix)
		if !ok {
			return x, is, asDigits
		}
		x, is, how = y, present, manner
		switch how {
		case withSuffix:
			now = suffixed
		case withPercent:
			now = percentage
		}
	}
	switch {
	case is != present:
	case *first == unseen:
		*first = now
	case *first != now:
		return math.NaN(), otherStyle, how
	}
	return x, is, how
}
