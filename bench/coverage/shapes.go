package main

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// shape is a form of a rise from 0 to 1, in ln x over the width between 10% and 90% of the rise.
type shape struct {
	name string
	at   func(z float64) float64
}

// shapes are the form that half_rise and width fit, and others.
var shapes = []shape{
	widened("hill", hill),
	widened("probit", func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }),
	widened("gompertz", func(z float64) float64 { return math.Exp(-math.Exp(-z)) }),
	widened("weibull", func(z float64) float64 { return 1 - math.Exp(-math.Exp(z)) }),
	widened("piecewise", func(z float64) float64 { return min(max(z, 0), 1) }),
	widened("double sigmoid", func(z float64) float64 { return (hill(5*z+6) + hill(5*z-6)) / 2 }),
}

func hill(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// widened scales a form to the width 1 and moves its half rise to 0.
func widened(name string, of func(z float64) float64) shape {
	width, middle := inverse(of, 0.9)-inverse(of, 0.1), inverse(of, 0.5)
	return shape{name, func(z float64) float64 { return of(middle + width*z) }}
}

// blurred is the mean of a shape over models whose half rises differ by a standard deviation, in widths.
func (s shape) blurred(sd float64) shape {
	const models = 200
	return shape{s.name, func(z float64) float64 {
		sum := 0.0
		for i := range models {
			sum += s.at(z - sd*stat.Normal.Quantile((float64(i)+0.5)/models))
		}
		return sum / models
	}}
}

// inverse is where an increasing function reaches a level.
func inverse(of func(float64) float64, level float64) float64 {
	low, high := -100.0, 100.0
	for range 80 {
		if middle := (low + high) / 2; of(middle) < level {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
