package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Run is the outcome of one run in a plane of two scales.
type Run struct {
	X, Y  float64 // scales, > 0 and finite: boundaries are functions of X (such as model size) along Y (such as data size)
	Value float64 // outcome, finite, such as test accuracy
	Seed  int64   // replicate: the same seed at two points is one replicate; stat.NoSeed where there is none
}

// Boundary is where an outcome passes a level along Y, as a function of X.
type Boundary struct {
	X []float64       // ascending
	Y []stat.Estimate // by X; Low is 0 and High +Inf where the runs set no bound, Reason says why there is no value
	N []int           // by X, smallest number of replicates of a point

	line      []trace
	resamples int
	shared    bool // points share their seeds
}

// trace is a boundary at one X, in the runs and in each resample; log10 Y is -Inf or +Inf beyond the runs.
type trace struct {
	x, y  float64 // log10
	draws []float64
	free  int // degrees of freedom
}

// found is the index of the runs themselves among the resamples.
const found = -1

// in returns log10 Y in resample n.
func (t trace) in(n int) float64 {
	if n == found {
		return t.y
	}
	return t.draws[n]
}

// FindBoundary finds where the mean outcome over seeds passes the level along Y, for each X. Between the two points
// around the passage it interpolates linearly in log Y; where the passage is sharper than their distance, the interval
// covers all of the gap. A mean that crosses the level by less than three standard errors in sum, and comes back, has not
// passed it. 200 resamples are enough, because intervals use the spread of the resamples.
func FindBoundary(runs []Run, level float64, p Passage, b stat.Bootstrap) Boundary {
	return findBoundary(runs, level, p, b, 0)
}

// EffectiveComplexity is, for each configuration X, the greatest number of items Y at which mean training error is at
// most eps (Nakkiran et al., arXiv:1912.02292, definition 1, with eps = 0.1). Value of the runs is training error.
func EffectiveComplexity(runs []Run, eps float64, b stat.Bootstrap) Boundary {
	negated := slices.Clone(runs)
	for i := range negated {
		negated[i].Value = -negated[i].Value
	}
	return FindBoundary(negated, -eps, lastFall, b)
}

// findBoundary is FindBoundary with random draws that depend on a number, which differs between boundaries to be compared.
func findBoundary(runs []Run, level float64, p Passage, b stat.Bootstrap, number uint64) Boundary {
	g := newPlane(runs)
	salt := (3*number + uint64(p)) << 48
	if !g.shared {
		g.salt = salt
	}
	evidence := 3 * g.noise()
	line := Boundary{resamples: b.Resamples, shared: g.shared}
	means := g.all(b)
	for i, c := range g.columns {
		find := func(means []float64) place { return p.find(g.y[c.first:c.end], means[c.first:c.end], level, evidence) }
		t := trace{x: c.x, y: find(means.mean).at, draws: make([]float64, b.Resamples), free: g.freedom(c.first, c.end)}
		for n, drawn := range means.drawn {
			t.draws[n] = find(drawn).anywhere(b.Stream.Uniform(salt + uint64(n)*uint64(len(g.columns)) + uint64(i)))
		}
		line.line = append(line.line, t)
		line.X, line.Y, line.N = append(line.X, c.X), append(line.Y, t.estimate()), append(line.N, t.free+1)
	}
	return line
}

// anywhere picks one of the places that the passage may have by u, uniform in (0, 1).
func (p place) anywhere(u float64) float64 {
	if math.IsInf(p.at, 0) {
		return p.at
	}
	return p.low + u*(p.high-p.low)
}

func (t trace) estimate() stat.Estimate {
	switch {
	case math.IsInf(t.y, -1):
		return stat.Undefined("below the smallest Y")
	case math.IsInf(t.y, 1):
		return stat.Undefined("above the largest Y, if anywhere")
	}
	return stat.WithSpread(t.y, t.draws, t.free).Pow10()
}
