package claims

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

// scalingBootstrap resamples runs, as the curves have no noise of seeds.
var scalingBootstrap = stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "scaling laws")}

// parametricFit is approach 3: the sum of two powers through all curves, at two points per decade of tokens from 1e3 steps on.
func parametricFit(s *Study) scalinglaws.Fit {
	fit, err := scalinglaws.Hoffmann(curveRuns(s, "tokens", 1e9, 1e15), scalingBootstrap)
	s.fail(err)
	return fit
}

// isoFLOPFit is approach 2: the best sizes of budgets of compute, two per decade.
func isoFLOPFit(s *Study) scalinglaws.Fit {
	fit, _, err := scalinglaws.IsoFLOP(curveRuns(s, "flops", 1e12, 1e24), scalingBootstrap)
	s.fail(err)
	return fit
}

// envelopeFit is approach 1: the best of all recorded points.
func envelopeFit(s *Study) scalinglaws.Fit {
	f := started(s.Curves("compute-optimal"))
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
func curveRuns(s *Study, scale string, from, to float64) []scalinglaws.Run {
	var runs []scalinglaws.Run
	f := started(s.Curves("compute-optimal"))
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
func lossAt(s *Study, size, compute float64) float64 {
	f := started(s.Curves("compute-optimal"))
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
func constantOf(name string, fitted func(*Study) scalinglaws.Fit) measure {
	return func(s *Study) Estimate {
		f := fitted(s)
		i := slices.IndexFunc(f.Constants, func(c scalinglaws.Constant) bool { return c.Name == name })
		if i < 0 {
			s.fail(fmt.Errorf("the fit of %s has no constant %s", f.Form, name))
			return stat.Exact(math.NaN())
		}
		return f.Constants[i].Estimate
	}
}
