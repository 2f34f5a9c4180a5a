package lanes

import "math"

// Grid is a table of logarithms at equally spaced places, at least 4: From, From + Step
// and so on.
type Grid struct {
	Logs       []float64
	From, Step float64
}

// Accuracies is the sum of weight times the accuracy at margin
// (strength+general)/sigma, in standard deviations of a logit. The grid holds the
// logarithms of the accuracy, between which it is cubic and beyond which it is
// constant; the accuracy is at most 1 (metrics.Accuracy). strength is an item's
// logit from memorization and general that of all other circuits.
func Accuracies(strength, weight []float64, general, sigma float64, g *Grid) float64 {
	weight = cut(weight, len(strength))
	_ = g.Logs[3]
	return accuracies(strength, weight, g.Logs, general, sigma, g.From, g.Step, float64(len(g.Logs)-1))
}

func plainAccuracies(strength, weight, logs []float64, general, sigma, from, step, last float64) float64 {
	var right sum
	for i, s := range strength {
		x := ((s+general)/sigma - from) / step
		accuracy := exponential(cubic(logs, x, last))
		if accuracy > 1 {
			accuracy = 1
		}
		right.add(i, weight[i]*accuracy)
	}
	return right.total()
}

// cubic interpolates values at position x, in steps from the first, by the cubic
// through the four nearest. last is the position of the last. It is NaN where x is.
func cubic(values []float64, x, last float64) float64 {
	if x < 0 {
		x = 0
	}
	if x > last {
		x = last
	}
	node := math.Floor(x)
	if !(node > 1) {
		node = 1
	}
	if node > last-2 {
		node = last - 2
	}
	t := x - node
	below, above, farAbove := t+1, t-1, t-2
	near := values[int(node)-1:]
	return float64(float64(float64(-t*above)*farAbove)/6*near[0]) +
		float64(float64(float64(below*above)*farAbove)*0.5*near[1]) +
		float64(float64(float64(-below*t)*farAbove)*0.5*near[2]) +
		float64(float64(float64(below*t)*above)/6*near[3])
}
