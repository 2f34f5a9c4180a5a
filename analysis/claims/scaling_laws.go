package claims

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

var scalingLaws = code{
	measures: map[string]measure{
		"straight-in-parameters": exactly(func(s *study) float64 {
			slopes := localSlopes(s.runs("compute-optimal").Floats("model_params"), s.runs("compute-optimal").Floats("train_loss"))
			return (slices.Max(slopes) - slices.Min(slopes)) / -stat.Mean(slopes)
		}),
		"exponent-in-tokens-corrected": constantOf("beta", parametricFit),
		"best-size-parametric":         constantOf("a", parametricFit),
		"best-size-isoflop":            constantOf("a", isoFLOPFit),
		"best-size-envelope":           constantOf("a", envelopeFit),
		"tokens-grow-with-size": func(s *study) stat.Estimate {
			a := constantOf("a", isoFLOPFit)(s)
			return stat.Estimate{Value: 1 - 2*a.Value, Low: 1 - 2*a.High, High: 1 - 2*a.Low}
		},
		"under-trained-loses": exactly(func(s *study) float64 {
			const more = 1e4
			best := envelopeOf(s.curves("compute-optimal"))
			at := func(power float64) float64 {
				return lossAt(s, best.size[0]*math.Pow(more, power), best.compute[0]*more)
			}
			return at(0.73) / at(0.5)
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Loss against size at equal compute", X: "parameters", Y: "loss, nats", LogX: true, LogY: true}
		var size, loss []float64
		for compute := 1e15; compute <= 1e19; compute *= 10 {
			x := s.runs("compute-optimal").Values("model_params")
			y := make([]float64, len(x))
			for i := range x {
				y[i] = lossAt(s, x[i], compute)
			}
			p.line(number(compute)+" FLOPs", x, y)
			least := floats.MinIdx(y)
			size, loss = append(size, x[least]), append(loss, y[least])
		}
		p.points("best of these sizes", size, loss)
		return p
	},
}

// scalingBootstrap resamples runs: the curves have no noise of seeds.
var scalingBootstrap = stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "scaling laws")}

// parametricFit is approach 3: the sum of two powers, fitted to two points per decade of tokens of every curve, from 1e9 tokens on.
func parametricFit(s *study) scalinglaws.Fit {
	fit, err := scalinglaws.Hoffmann(curveRuns(s, "tokens", 1e9, 1e15), scalingBootstrap)
	s.fail(err)
	return fit
}

// isoFLOPFit is approach 2: the best sizes at budgets of compute, two per decade.
func isoFLOPFit(s *study) scalinglaws.Fit {
	fit, _, err := scalinglaws.IsoFLOP(curveRuns(s, "flops", 1e12, 1e24), scalingBootstrap)
	s.fail(err)
	return fit
}

// envelopeFit is approach 1: the lowest loss of all recorded points at each compute.
func envelopeFit(s *study) scalinglaws.Fit {
	f := started(s.curves("compute-optimal"))
	n, d, c, l := f.Floats("model_params"), f.Floats("tokens"), f.Floats("flops"), f.Floats("loss")
	runs := make([]scalinglaws.Run, len(n))
	for i := range n {
		runs[i] = scalinglaws.Run{Params: n[i], Tokens: d[i], FLOPs: c[i], Loss: l[i]}
	}
	fit, err := scalinglaws.Envelope(runs, scalingBootstrap)
	s.fail(err)
	return fit
}

// curveRuns reads every size's training curve at two points per decade of a scale.
func curveRuns(s *study, scale string, from, to float64) []scalinglaws.Run {
	var runs []scalinglaws.Run
	f := started(s.curves("compute-optimal"))
	for _, n := range f.Values("model_params") {
		curve := f.At("model_params", n)
		x, loss, tokens := logs(curve.Floats(scale)), logs(curve.Floats("loss")), logs(curve.Floats("tokens"))
		for half, at := 1.0, from; at <= to; half++ {
			if l := readAt(x, loss, math.Log(at)); l == l {
				runs = append(runs, scalinglaws.Run{Params: n, Tokens: math.Exp(readAt(x, tokens, math.Log(at))), Loss: math.Exp(l)})
			}
			at = from * math.Pow(10, half/2)
		}
	}
	return runs
}

// lossAt is the loss of a size at a compute, interpolated linearly in logarithms between the sizes and the recorded points.
func lossAt(s *study, size, compute float64) float64 {
	f := started(s.curves("compute-optimal"))
	sizes := f.Values("model_params")
	loss := make([]float64, len(sizes))
	for i, n := range sizes {
		curve := f.At("model_params", n)
		loss[i] = readAt(logs(curve.Floats("flops")), logs(curve.Floats("loss")), math.Log(compute))
	}
	return math.Exp(readAt(logs(sizes), loss, math.Log(size)))
}

// started leaves out step 0, where nothing has been spent.
func started(curves *frames.Frame) *frames.Frame {
	return curves.If("step", func(t float64) bool { return t > 0 })
}

// constantOf is a constant of a fit.
func constantOf(name string, fitted func(*study) scalinglaws.Fit) measure {
	return func(s *study) stat.Estimate {
		f := fitted(s)
		i := slices.IndexFunc(f.Constants, func(c scalinglaws.Constant) bool { return c.Name == name })
		if i < 0 {
			s.fail(fmt.Errorf("the fit of %s has no constant %s", f.Form, name))
			return stat.Exact(math.NaN())
		}
		return f.Constants[i].Estimate
	}
}
