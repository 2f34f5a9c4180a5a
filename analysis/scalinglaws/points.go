package scalinglaws

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// points are runs as a law sees them, in an order that does not depend on the order of the runs.
type points struct {
	u, v   []float64 // coordinates less their means: ln of the scales; of downstream fits the loss
	y      []float64 // ln of what is predicted
	mu, mv float64   // the means
	given  int       // runs before thinning
}

var errNoRuns = errors.New("no runs")

// gather places runs at (u, v, y), sorts and thins the points, and centers u and v. It fails where place
// does and where there are no runs.
func gather(runs []Run, place func(i int, r Run) ([3]float64, error)) (*points, error) {
	if len(runs) == 0 {
		return nil, errNoRuns
	}
	list := make([][3]float64, len(runs))
	for i, r := range runs {
		var err error
		if list[i], err = place(i, r); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b [3]float64) int { return slices.Compare(a[:], b[:]) })
	p := &points{given: len(list)}
	list = thin(list, MostFitted)
	n := float64(len(list))
	for _, at := range list {
		p.u, p.v, p.y = append(p.u, at[0]), append(p.v, at[1]), append(p.y, at[2])
		p.mu += at[0] / n
		p.mv += at[1] / n
	}
	for i := range list {
		p.u[i] -= p.mu
		p.v[i] -= p.mv
	}
	return p, nil
}

// inSizeAndData places runs by ln N, ln D and ln loss.
func inSizeAndData(runs []Run) (*points, error) {
	return gather(runs, func(i int, r Run) ([3]float64, error) {
		return [3]float64{math.Log(r.Params), math.Log(r.Tokens), math.Log(r.Loss)},
			cmp.Or(positive(i, "params", r.Params), positive(i, "tokens", r.Tokens), positive(i, "loss", r.Loss))
	})
}

// sizeAndData is the place of a run among points in N and D.
func (p *points) sizeAndData(r Run) (u, v float64) {
	return math.Log(r.Params) - p.mu, math.Log(r.Tokens) - p.mv
}

// inAxis places runs by ln of one scale and ln loss.
func inAxis(axis Axis, runs []Run) (*points, error) {
	return gather(runs, func(i int, r Run) ([3]float64, error) {
		x := axis.of(r)
		return [3]float64{math.Log(x), 0, math.Log(r.Loss)}, cmp.Or(positive(i, string(axis), x), positive(i, "loss", r.Loss))
	})
}

// axis is the place of a run among points along one axis.
func (p *points) axis(axis Axis) func(Run) (u, v float64) {
	return func(r Run) (u, v float64) { return math.Log(axis.of(r)) - p.mu, 0 }
}

// first, second and perParameter are coordinates that a need may count: u, v and ln D/N.
func (p *points) first(i int) float64        { return p.u[i] }
func (p *points) second(i int) float64       { return p.v[i] }
func (p *points) perParameter(i int) float64 { return p.v[i] - p.u[i] }

// acrossLine is the distance from the rising line through the points of smallest and largest u. It is
// constant where D is a power of N. Where D does not grow with N, all points count as different.
func (p *points) acrossLine() func(i int) float64 {
	last := len(p.u) - 1
	if !(p.u[last] > p.u[0]) || !(p.v[last] > p.v[0]) {
		return func(i int) float64 { return float64(i) }
	}
	slope := (p.v[last] - p.v[0]) / (p.u[last] - p.u[0])
	return func(i int) float64 { return p.v[i] - slope*p.u[i] }
}

// ends are the minimum and maximum of what is predicted, as logarithms.
func (p *points) ends() (low, high float64) { return slices.Min(p.y), slices.Max(p.y) }

// once counts every point once.
func (p *points) once() []float64 { return slices.Repeat([]float64{1}, len(p.y)) }

// same is the difference up to which two coordinates are taken for equal.
const same = 1e-6

// places is the number of distinct points with a positive count.
func (p *points) places(count []float64) int {
	n, last := 0, -1
	for i, c := range count {
		if c == 0 {
			continue
		}
		if last < 0 || math.Abs(p.u[i]-p.u[last]) > same || math.Abs(p.v[i]-p.v[last]) > same {
			n++
		}
		last = i
	}
	return n
}

// different is the number of distinct values of a coordinate among the points with a positive count. It
// stops at up.
func different(coordinate func(i int) float64, count []float64, up int) int {
	var found []float64
	for i, c := range count {
		x := coordinate(i)
		if c > 0 && !slices.ContainsFunc(found, func(f float64) bool { return math.Abs(x-f) <= same }) {
			if found = append(found, x); len(found) == up {
				break
			}
		}
	}
	return len(found)
}
