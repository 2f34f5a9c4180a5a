package scalinglaws

import (
	"context"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// allocate fits best sizes y = ln N against x = ln C/6 by a straight line and sets the results. resample
// is the line of resample r; a resample without one counts as failed.
func (f *Fit) allocate(x, y []float64, resample func(r int) (line, bool)) {
	value, ok := through(x, y)
	f.frontier = &frontier{value: value}
	f.Starts, f.Converged, f.AtBest, f.Condition = 1, 1, 1, 1
	for i := range x {
		r := y[i] - value.g - value.a*x[i]
		f.Objective += r * r / 2
	}
	drawn, _ := stat.Parallel(context.Background(), f.Resamples, func(r int) *line {
		if l, ok := resample(r); ok {
			return &l
		}
		return nil
	})
	var a, g []float64
	for _, l := range drawn {
		if l == nil {
			f.Failed++
			continue
		}
		f.frontier.drawn = append(f.frontier.drawn, *l)
		a, g = append(a, l.a), append(g, l.g)
	}
	if float64(f.Failed) > tooManyLost*float64(f.Resamples) {
		f.warn("%d of %d resamples do not determine a: too few runs", f.Failed, f.Resamples)
		ok = false
	}
	power := stat.Bootstrapped(value.a, a)
	f.Constants = []Constant{
		{"a", power, ok}, {"b", stat.Exact(1).Minus(power), ok}, {"G", stat.Bootstrapped(value.g, g).Exp(), ok},
	}
	f.blur([]constant{exponent("a"), exponent("b"), scale("G")})
}

// through is the straight line by least squares; not ok where all x are equal.
func through(x, y []float64) (l line, ok bool) {
	r := stat.Line(x, y)
	if !(r.XX > same*same) {
		return line{g: math.NaN(), a: math.NaN()}, false
	}
	return line{g: r.Y - r.Slope*r.X, a: r.Slope}, true
}
