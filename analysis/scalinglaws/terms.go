package scalinglaws

import (
	"cmp"
	"math"
)

// Starts of the exponents and of the irreducible loss, as a share of the least loss.
var (
	exponents = []float64{0.1, 0.2, 0.35, 0.5, 0.8, 1.2, 2}
	shares    = []float64{0.3, 0.6, 0.9}
)

// split shares out a loss between the least and greatest: ln of an irreducible part, and ln of each of
// two terms that make up the rest.
func split(share, low, high float64) (e, rest float64) {
	e = math.Log(share) + low
	return e, math.Log((math.Exp((low+high)/2) - math.Exp(e)) / 2)
}

// present is an irreducible loss from its logarithm, 0 where it vanished.
func present(e, low float64) float64 {
	if e <= low-vanished {
		return 0
	}
	return math.Exp(e)
}

// bySizeAndData are the points of forms in N and D.
func bySizeAndData(runs []Run) (*points, error) {
	list := make([][3]float64, len(runs))
	for i, r := range runs {
		if err := cmp.Or(positive(i, "params", r.Params), positive(i, "tokens", r.Tokens), positive(i, "loss", r.Loss)); err != nil {
			return nil, err
		}
		list[i] = [3]float64{math.Log(r.Params), math.Log(r.Tokens), math.Log(r.Loss)}
	}
	return gather(list)
}

// sizeAndData is where a run lies among points in N and D.
func (p *points) sizeAndData(r Run) (u, v float64) {
	return math.Log(r.Params) - p.mu, math.Log(r.Tokens) - p.mv
}

func (p *points) first(i int) float64 { return p.u[i] }

func (p *points) second(i int) float64 { return p.v[i] }

// perParameter is ln D/N.
func (p *points) perParameter(i int) float64 { return p.v[i] - p.u[i] }

// acrossLine is the distance from the rising line through the points of the outermost u: constant
// where D grows as one power of N. Where D does not grow with N it is whatever differs.
func (p *points) acrossLine() func(i int) float64 {
	last := len(p.u) - 1
	if last < 0 || !(p.u[last] > p.u[0]) || !(p.v[last] > p.v[0]) {
		return func(i int) float64 { return float64(i) }
	}
	slope := (p.v[last] - p.v[0]) / (p.u[last] - p.u[0])
	return func(i int) float64 { return p.v[i] - slope*p.u[i] }
}
