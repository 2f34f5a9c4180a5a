package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var scalingLaws = code{
	measures: map[string]measure{
		"straight-in-parameters": exactly(func(s *Study) float64 {
			x, y := s.Runs("compute-optimal").Floats("model_params"), s.Runs("compute-optimal").Floats("train_loss")
			var local []float64
			for i := 1; i < len(x); i++ {
				local = append(local, -stat.LogSlope(x[i-1:i+1], y[i-1:i+1]))
			}
			return (slices.Max(local) - slices.Min(local)) / stat.Mean(local)
		}),
		"exponent-in-tokens-corrected": constantOf("beta", parametricFit),
		"best-size-parametric":         constantOf("a", parametricFit),
		"best-size-isoflop":            constantOf("a", isoFLOPFit),
		"best-size-envelope":           constantOf("a", envelopeFit),
		"tokens-grow-with-size": func(s *Study) Estimate {
			a := constantOf("a", isoFLOPFit)(s)
			return Estimate{Value: 1 - 2*a.Value, Low: 1 - 2*a.High, High: 1 - 2*a.Low}
		},
		"under-trained-loses": exactly(func(s *Study) float64 {
			const more = 1e4
			best := envelopeOf(s.Curves("compute-optimal"))
			at := func(power float64) float64 {
				return lossAt(s, best.size[0]*math.Pow(more, power), best.compute[0]*more)
			}
			return at(0.73) / at(0.5)
		}),
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Loss against size at equal compute", X: "parameters", Y: "loss, nats", LogX: true, LogY: true}
		var size, loss []float64
		for compute := 1e15; compute <= 1e19; compute *= 10 {
			x := s.Runs("compute-optimal").Values("model_params")
			y := make([]float64, len(x))
			for i := range x {
				y[i] = lossAt(s, x[i], compute)
			}
			p.line(number(compute)+" FLOPs", x, y)
			least := slices.Index(y, slices.Min(frames.Never(y)))
			size, loss = append(size, x[least]), append(loss, y[least])
		}
		p.points("best of these sizes", size, loss)
		return p
	},
}
