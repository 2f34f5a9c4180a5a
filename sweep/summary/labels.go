package summary

import (
	"fmt"
	"math"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxCell is the number of characters of a swept value that a column shows.
const maxCell = 23

// Cell is a swept value, shortened to the width of a column.
func Cell(v any) string {
	switch x := v.(type) {
	case int64:
		return number(float64(x))
	case float64:
		return number(x)
	}
	return text.Shorten(fmt.Sprint(v), maxCell)
}

func valuesOf(at []any) []string {
	cells := make([]string, len(at))
	for i, v := range at {
		cells[i] = Cell(v)
	}
	return cells
}

// step writes the step of an event; +Inf: never; 0: the state held before training.
func step(x float64) string {
	switch {
	case math.IsInf(x, 1):
		return "never"
	case x == 0:
		return "from the start"
	}
	return number(math.Round(x))
}

// number writes four significant digits.
func number(x float64) string { return text.Number(x, 4) }

func share(x float64) string { return text.Fixed(x, 3) }

// Labels are the shortest suffixes of paths, in whole keys, that distinguish them.
func Labels(paths []string) []string {
	short := make([]string, len(paths))
	for i, path := range paths {
		for cut := len(path); ; {
			cut = strings.LastIndexByte(path[:cut], '.')
			short[i] = path[cut+1:]
			if cut < 0 || !endsAnother(paths, i, short[i]) {
				break
			}
		}
	}
	return short
}

func endsAnother(paths []string, i int, end string) bool {
	for j, other := range paths {
		if j != i && strings.HasSuffix("."+other, "."+end) {
			return true
		}
	}
	return false
}
