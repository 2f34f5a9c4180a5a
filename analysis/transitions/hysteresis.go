package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Hysteresis is the distance between the boundary met while Y grows and the one met while it shrinks. A first-order
// transition happens where the present phase becomes unstable, a second-order one at the same place either way.
type Hysteresis struct {
	Growing, Shrinking Boundary
	Gaps               []Gap // by X at which both boundaries are known
	Mean               Gap   // over the gaps
}

// Gap is the distance between the two boundaries.
type Gap struct {
	X     float64       // NaN for the mean
	Width stat.Estimate // log10 of growing over shrinking Y, decades
	P     float64       // two-sided p value of no gap; NaN where it cannot be tested
}

// MeasureHysteresis compares the boundaries of runs whose Y grew to its value and of runs whose Y shrank to it. Runs with
// the same seeds are resampled together. The p value is that of Student's t test.
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

// index returns the index of a point by log10 X.
func (b Boundary) index(x float64) int {
	return slices.IndexFunc(b.line, func(t trace) bool { return t.x == x })
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
