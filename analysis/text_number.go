package analysis

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
)

// estimate writes a value with its interval; a bound that the data do not set is open.
func estimate(x, low, high float64) string {
	if x != x {
		return text.Absent
	}
	if low != low && high != high || low == x && high == x {
		return number(x)
	}
	return fmt.Sprintf("%s [%s, %s]", number(x), bound(low), bound(high))
}

func bound(x float64) string {
	if x-x != 0 || x == 0 {
		return ".."
	}
	return number(x)
}

// number writes three digits, four from 1000 to a million.
func number(x float64) string {
	if a := math.Abs(x); a >= 1000 && a < 1e6 {
		return text.Number(x, 4)
	}
	return text.Number(x, 3)
}
