package scalinglaws

import "math"

// allocate sets what a fit of best sizes y = ln N against x = ln C/6 says, with the lines of the
// resamples, of which those that have none fail.
func (f *Fit) allocate(x, y []float64, resample func(r int) (line, bool)) {
	value, ok := through(x, y)
	f.frontier = &frontier{value: value}
	f.Starts, f.Converged, f.AtBest, f.Condition = 1, 1, 1, 1
	for i := range x {
		r := y[i] - value.g - value.a*x[i]
		f.Objective += r * r / 2
	}
	drawn := make([]line, f.Resamples)
	found := make([]bool, f.Resamples)
	parallel(f.Resamples, func(r int) { drawn[r], found[r] = resample(r) })
	var a, g []float64
	for r, l := range drawn {
		if !found[r] {
			f.Failed++
			continue
		}
		f.frontier.drawn = append(f.frontier.drawn, l)
		a, g = append(a, l.a), append(g, math.Exp(l.g))
	}
	if float64(f.Failed) > tooManyLost*float64(f.Resamples) {
		f.warn("%d of %d resamples do not tell a: too few runs", f.Failed, f.Resamples)
		ok = false
	}
	lowA, highA := interval(a)
	lowG, highG := interval(g)
	f.Constants = []Constant{
		{"a", value.a, lowA, highA, ok},
		{"b", 1 - value.a, 1 - highA, 1 - lowA, ok},
		{"G", math.Exp(value.g), lowG, highG, ok},
	}
	f.blur([]constant{exponent("a"), exponent("b"), scale("G")})
}

// through is the straight line of least squares.
func through(x, y []float64) (l line, ok bool) {
	n := float64(len(x))
	mx, my := 0.0, 0.0
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	xx, xy := 0.0, 0.0
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		xy += (x[i] - mx) * (y[i] - my)
	}
	if !(xx > same*same) {
		return line{g: math.NaN(), a: math.NaN()}, false
	}
	l.a = xy / xx
	l.g = my - l.a*mx
	return l, true
}
