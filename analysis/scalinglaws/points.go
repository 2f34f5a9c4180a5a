package scalinglaws

import (
	"cmp"
	"math"
	"slices"
)

// points are runs as a law sees them, in an order that does not depend on that of the runs.
type points struct {
	u, v   []float64 // coordinates less their means: ln of the scales; of downstream fits the loss
	y      []float64 // ln of what is predicted
	mu, mv float64   // the means
	given  int       // runs before they were thinned
}

// gather sorts the coordinates (u, v, y), thins them, and centres them. It fails where there are none.
func gather(list [][3]float64) (*points, error) {
	if len(list) == 0 {
		return nil, errNoRuns
	}
	slices.SortFunc(list, func(a, b [3]float64) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
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

// ends are the least and greatest of what is predicted, as logarithms.
func (p *points) ends() (low, high float64) { return slices.Min(p.y), slices.Max(p.y) }

// once counts every point once.
func (p *points) once() []float64 {
	count := make([]float64, len(p.y))
	for i := range count {
		count[i] = 1
	}
	return count
}

// same is the difference of coordinates below which they are one.
const same = 1e-6

// places is the number of different points among those that count.
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

// different is the number of different values of a coordinate among the points that count, at most up to.
func different(coordinate func(i int) float64, count []float64, up int) int {
	var found [maxSize]float64
	n := 0
	for i, c := range count {
		if c == 0 {
			continue
		}
		x := coordinate(i)
		if slices.ContainsFunc(found[:n], func(f float64) bool { return math.Abs(x-f) <= same }) {
			continue
		}
		if found[n] = x; n+1 == up {
			return up
		}
		n++
	}
	return n
}
