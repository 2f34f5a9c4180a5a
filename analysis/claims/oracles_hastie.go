package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sim/metrics"
)

// hastieMeasures compare the noise that memorization adds to unseen answers with the exact variance of ridgeless regression.
var hastieMeasures = map[string]measure{
	"hastie-peak": exactly(func(s *Study) float64 {
		gamma, variance := interference(s)
		at := 0
		for i := range variance {
			if variance[i] > variance[at] {
				at = i
			}
		}
		return gamma[at]
	}),
	"hastie-above": exactly(func(s *Study) float64 { return interferencePower(s, 1.25, math.Inf(1)) }),
	"hastie-below": exactly(func(s *Study) float64 { return interferencePower(s, 0, 0.8) }),
}

// ridgeless is the variance of Hastie et al., in units of the noise of the labels.
func ridgeless(gamma []float64) []float64 {
	v := make([]float64, len(gamma))
	for i, g := range gamma {
		v[i] = math.Min(g, 1) / math.Abs(1-g)
	}
	return v
}

// interferencePower is the power of the exact variance that the interference follows between two values of gamma.
func interferencePower(s *Study, from, to float64) float64 {
	gamma, variance := interferenceOff(s, func(g float64) bool { return g >= from && g <= to })
	return stat.LogSlope(ridgeless(gamma), variance)
}

// interferenceOff keeps some of the points, never the threshold itself, where the exact variance is infinite.
func interferenceOff(s *Study, accept func(gamma float64) bool) (gamma, variance []float64) {
	all, v := interference(s)
	for i, g := range all {
		if math.Abs(g-1) > 1e-9 && accept(g) {
			gamma, variance = append(gamma, g), append(variance, v[i])
		}
	}
	return gamma, variance
}

// interference is the variance that memorization adds to the logits of unseen items, against gamma, the capacity over the bits of the
// labels in hastie.yaml. Nothing generalizes there, so the test loss gives the variance.
func interference(s *Study) (gamma, variance []float64) {
	const noise, bits, labels = 0.1, 2, 10000
	softmax := metrics.NewSoftmax(2)
	f := s.Runs("hastie")
	gamma = f.Floats("model_params")
	for i, loss := range f.Floats("test_loss") {
		gamma[i] *= bits / float64(labels)
		low, high := math.Sqrt(noise), 1e3
		for high-low > 1e-9*high {
			if mid := (low + high) / 2; softmax.Loss(0, mid) < loss {
				low = mid
			} else {
				high = mid
			}
		}
		variance = append(variance, low*low-noise)
	}
	return gamma, variance
}
