package show

import (
	"math"

	"github.com/circsim/circsim/internal/text"
	"gonum.org/v1/plot"
)

// decades labels a logarithmic axis at 1, 2 and 5 times each power of ten, or at some of the powers where there are many.
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
			name := ""
			if digit == 1 && (power-first)%step == 0 || last-first <= 3 && (digit == 2 || digit == 5) {
				name = label(x)
			}
			if digit == 1 || last-first <= 6 {
				ticks = append(ticks, plot.Tick{Value: x, Label: name})
			}
		}
	}
	return ticks
}

// tenths labels a linear axis with as few digits as its numbers need.
type tenths struct{}

// Ticks are the marks between two numbers.
func (tenths) Ticks(low, high float64) []plot.Tick {
	ticks := plot.DefaultTicks{}.Ticks(low, high)
	for i, t := range ticks {
		if t.Label != "" {
			ticks[i].Label = label(t.Value)
		}
	}
	return ticks
}

// steps labels a linear axis at multiples of 1, 2 or 5 times a power of ten.
type steps struct{}

// Ticks are the marks between two numbers.
func (steps) Ticks(low, high float64) []plot.Tick {
	const most = 6 // labels
	step := math.Pow10(int(math.Floor(math.Log10((high - low) / most))))
	for _, times := range []float64{2, 2.5, 2} { // 1, 2, 5, 10
		if (high-low)/step > most {
			step *= times
		}
	}
	var ticks []plot.Tick
	for k := math.Ceil(low/step - 1e-9); k*step <= high+1e-9*step; k++ {
		ticks = append(ticks, plot.Tick{Value: k * step, Label: label(k * step)})
	}
	return ticks
}

// label writes up to six digits.
func label(x float64) string { return text.Number(x, 6) }
