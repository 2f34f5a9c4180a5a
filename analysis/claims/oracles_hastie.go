package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sim/metrics"
	"gonum.org/v1/gonum/floats"
)

// hastieMeasures compare the noise that memorization adds to test answers with the exact variance of ridgeless regression.
var hastieMeasures = map[string]measure{
	"hastie-peak": exactly(func(s *study) float64 {
		gamma, variance := interference(s)
		return gamma[floats.MaxIdx(variance)]
	}),
	"hastie-above": exactly(func(s *study) float64 { return interferencePower(s, 1.25, math.Inf(1)) }),
	"hastie-below": exactly(func(s *study) float64 { return interferencePower(s, 0, 0.8) }),
}

// interferencePower is the exponent of the simulated variance as a power of the exact one, in units of the noise of the labels, between
// two values of gamma on the same side of 1.
func interferencePower(s *study, from, to float64) float64 {
	var exact, simulated []float64
	gamma, variance := interference(s)
	for i, g := range gamma {
		if g >= from && g <= to {
			exact, simulated = append(exact, min(g, 1)/math.Abs(1-g)), append(simulated, variance[i])
		}
	}
	return stat.LogSlope(exact, simulated)
}

// interference is the variance that memorization adds to the logits of test items, against gamma: the capacity over the bits of the
// labels in hastie.yaml. Nothing generalizes there, so that the test loss gives the variance.
func interference(s *study) (gamma, variance []float64) {
	const noise, bits, labels = 0.1, 2, 10000
	softmax := metrics.NewSoftmax(2)
	f := s.runs("hastie")
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
