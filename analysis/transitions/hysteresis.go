package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Hysteresis is how far the boundary that is met while Y grows lies from the one met while it shrinks: a transition of
// first order goes where the phase that is there ends, one of second order at the same place either way.
type Hysteresis struct {
	Growing, Shrinking Boundary
	Gaps               []Gap // by X that both boundaries have
	Mean               Gap   // over these
}

// Gap is the distance between the two boundaries.
type Gap struct {
	X     float64       // NaN in the mean
	Width stat.Estimate // log10 of growing over shrinking Y, decades
	P     float64       // two-sided p value of there being none; NaN where it cannot be tested
}

// MeasureHysteresis compares the boundaries of runs whose Y grew and of runs whose Y shrank to where they are. Both
// are resampled together where they have the same seeds. The p value is that of Student's t, the
// width over its standard error.
func MeasureHysteresis(growing, shrinking []Run, level float64, p Passage, b stat.Bootstrap) Hysteresis {
	h := Hysteresis{
		Growing:   findBoundary(growing, level, p, b, 1),
		Shrinking: findBoundary(shrinking, level, p, b, 2),
	}
	mean := make([]float64, b.Resamples)
	widths := finite(apart(h.Growing, h.Shrinking, found))
	total, free := 0.0, 0
	for _, w := range widths {
		i, j := h.Growing.index(w.t), h.Shrinking.index(w.t)
		up, down := h.Growing.line[i], h.Shrinking.line[j]
		draws := make([]float64, b.Resamples)
		for n := range draws {
			draws[n] = up.in(n) - down.in(n)
			mean[n] += draws[n] / float64(len(widths))
		}
		total += w.g
		free += min(up.free, down.free)
		h.Gaps = append(h.Gaps, gap(h.Growing.X[i], w.g, draws, min(up.free, down.free)))
	}
	if h.Growing.shared && len(widths) > 0 {
		free /= len(widths)
	}
	h.Mean = gap(math.NaN(), total/float64(len(widths)), mean, free)
	return h
}

// index is that of a point at log10 X.
func (b Boundary) index(x float64) int {
	for i, t := range b.line {
		if t.x == x {
			return i
		}
	}
	return -1
}

func gap(x, width float64, draws []float64, free int) Gap {
	g := Gap{X: x, Width: stat.WithSpread(width, draws, free), P: math.NaN()}
	err := stat.Spread(draws)
	switch {
	case free < 1 || math.IsNaN(width) || math.IsNaN(err):
	case width == 0:
		g.P = 1
	default:
		g.P = 2 * stat.Student(free).Above(math.Abs(width)/err)
	}
	return g
}
