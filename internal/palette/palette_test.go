package palette

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The colours of the terminal are as near to those of the pictures as the cube of 256 colours allows, and differ.
func TestANSI(t *testing.T) {
	steps := []int{0, 95, 135, 175, 215, 255}
	near := func(component uint8, step int) bool {
		distance := func(s int) int { return max(int(component)-s, s-int(component)) }
		return !slices.ContainsFunc(steps, func(s int) bool { return distance(s) < distance(steps[step]) })
	}
	var seen []string
	for i, c := range okabeIto[:len(okabeIto)-1] {
		digits, found := strings.CutPrefix(ANSI(i), "38;5;")
		n, err := strconv.Atoi(digits)
		if !found || err != nil || n < 16 || n > 231 {
			t.Fatal(ANSI(i))
		}
		n -= 16
		if !near(c.R, n/36) || !near(c.G, n/6%6) || !near(c.B, n%6) {
			t.Errorf("%v is %v %v %v", c, n/36, n/6%6, n%6)
		}
		if slices.Contains(seen, digits) {
			t.Errorf("%s twice", digits)
		}
		seen = append(seen, digits)
	}
}
