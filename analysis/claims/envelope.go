package claims

import (
	"math"

	"github.com/circsim/circsim/output/frames"
)

// envelope is the lowest loss of training curves of several sizes at each compute, and the size that has it.
type envelope struct{ compute, size, loss []float64 }

// envelopeOf reads the curves at 20 values of compute per decade. It leaves out those at which the smallest or the largest size is best:
// beyond it, a better one is possible.
func envelopeOf(curves *frames.Frame) envelope {
	const perDecade = 20
	sizes := curves.Values("model_params")
	x, y := make([][]float64, len(sizes)), make([][]float64, len(sizes))
	low, high := math.Inf(1), math.Inf(-1)
	for i, n := range sizes {
		f := started(curves.At("model_params", n))
		x[i], y[i] = logs(f.Floats("flops")), logs(f.Floats("loss"))
		low, high = min(low, x[i][0]), max(high, last(x[i]))
	}
	var e envelope
	for at := low; at <= high; at += math.Ln10 / perDecade {
		best, loss := -1, math.Inf(1)
		for i := range sizes {
			if l := readAt(x[i], y[i], at); l < loss {
				best, loss = i, l
			}
		}
		if best > 0 && best < len(sizes)-1 {
			e.compute, e.size, e.loss = append(e.compute, math.Exp(at)), append(e.size, sizes[best]), append(e.loss, math.Exp(loss))
		}
	}
	return e
}
