package pictures

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
)

// decades marks a logarithmic axis at 1, 2 and 5 of every power of ten, or, over many of them, at some powers alone.
type decades struct{}

// Ticks are the marks between two numbers above 0.
func (decades) Ticks(low, high float64) []plot.Tick {
	first, last := int(math.Floor(math.Log10(low))), int(math.Ceil(math.Log10(high)))
	step := 1 + (last-first)/9
	var ticks []plot.Tick
	for power := first; power <= last; power++ {
		for digit := 1.0; digit < 10; digit++ {
			x := digit * math.Pow10(power)
			if x < low*(1-1e-9) || x > high*(1+1e-9) {
				continue
			}
			label := ""
			if digit == 1 && (power-first)%step == 0 || last-first <= 3 && (digit == 2 || digit == 5) {
				label = strconv.FormatFloat(x, 'g', -1, 64)
			}
			if digit == 1 || last-first <= 6 {
				ticks = append(ticks, plot.Tick{Value: x, Label: label})
			}
		}
	}
	return ticks
}
