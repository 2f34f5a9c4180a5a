package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Run is the outcome of one run in a plane of two scales.
type Run struct {
	X, Y  float64 // scales, > 0 and finite: X is the one that a boundary is a function of, as model size; Y as data size
	Value float64 // outcome, finite, as test accuracy
	Seed  int64   // replicate that it belongs to: the same seed at two points is one replicate; stat.NoSeed where there is none
}

// Boundary is where an outcome passes a level along Y, as a function of X.
type Boundary struct {
	X []float64       // ascending
	Y []stat.Estimate // by X; Low is 0 and High +Inf where the runs set no bound, Reason says why there is no value
	N []int           // by X, least number of replicates of a point

	line   []trace
	shared bool // seeds are shared by points
}

// trace is a boundary at one X: log10 Y, ±Inf beyond the runs, as found and in each resample.
type trace struct {
	x, y  float64 // log10
	draws []float64
	free  int // degrees of freedom
}

// found is the number that stands for the runs themselves where resamples are numbered.
const found = -1

// in is log10 Y in resample n.
func (t trace) in(n int) float64 {
	if n == found {
		return t.y
	}
	return t.draws[n]
}

// resamples is how often the line was drawn again.
func (b Boundary) resamples() int {
	if len(b.line) == 0 {
		return 0
	}
	return len(b.line[0].draws)
}

// FindBoundary finds where the mean outcome over seeds passes level along Y, for each X. Between the two points
// around the passage it goes by the straight line in log Y; where the passage is sharper than these are apart, the
// interval covers the place anywhere between them. A mean that is beyond the level by noise alone, less than
// three standard errors in sum, and comes back has not passed. 200 resamples are enough: intervals go by their spread.
func FindBoundary(runs []Run, level float64, p Passage, b stat.Bootstrap) Boundary {
	return findBoundary(runs, level, p, b, 0)
}

// findBoundary is FindBoundary; two boundaries that are to be compared have different numbers.
func findBoundary(runs []Run, level float64, p Passage, b stat.Bootstrap, number uint64) Boundary {
	g := newPlane(runs)
	salt := (3*number + uint64(p)) << 48
	if !g.shared {
		g.salt = salt
	}
	evidence := 3 * g.noise()
	line := Boundary{shared: g.shared}
	means, weight := make([]float64, len(g.points)), g.once()
	g.means(weight, means)
	for _, c := range g.columns {
		at := p.find(g.y[c.first:c.end], means[c.first:c.end], level, evidence)
		line.line = append(line.line, trace{x: c.x, y: at.at, draws: make([]float64, b.Resamples), free: g.freedom(c.first, c.end)})
	}
	for n := range b.Resamples {
		g.draw(b.Stream, n, weight)
		g.means(weight, means)
		for i, c := range g.columns {
			at := p.find(g.y[c.first:c.end], means[c.first:c.end], level, evidence)
			line.line[i].draws[n] = at.anywhere(b.Stream.Uniform(salt + uint64(n)*uint64(len(g.columns)) + uint64(i)))
		}
	}
	for i, t := range line.line {
		line.X = append(line.X, g.columns[i].X)
		line.Y = append(line.Y, t.estimate())
		line.N = append(line.N, t.free+1)
	}
	return line
}

// anywhere is a place that the passage may have, as u in (0, 1) has it.
func (p place) anywhere(u float64) float64 {
	if math.IsInf(p.at, 0) {
		return p.at
	}
	return p.low + u*(p.high-p.low)
}

func (t trace) estimate() stat.Estimate {
	switch {
	case math.IsInf(t.y, -1):
		return stat.Undefined("below the least Y")
	case math.IsInf(t.y, 1):
		return stat.Undefined("beyond the greatest Y, if anywhere")
	}
	return stat.WithSpread(t.y, t.draws, t.free).Pow10()
}
