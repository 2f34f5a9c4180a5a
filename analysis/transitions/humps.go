package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Humps tells whether replicates fall into two groups, as they do where two phases coexist: a sign of a transition of
// first order. Where many replicates are at a bound, as accuracies at 1, P < 0.05 comes up in 6 to 12% of samples with one hump.
type Humps struct {
	Scale      float64 // whose replicates these are
	Replicates int
	Binder     stat.Estimate // 1 - <d^4>/(3 <d^2>^2) of deviations d from the mean (K. Binder, Z. Phys. B 43 (1981), pp. 119-140): 0 where they are normal, 2/3 where they are two equal groups
	Dip        float64       // distance to the nearest distribution with one hump, 1/4 at most; see Hartigan and Hartigan 1985
	P          float64       // p value of one hump: the share of samples of the uniform distribution that have such a dip
}

// FindHumps looks at the replicates of the scale nearest to at, as that of the susceptibility's peak. With less than four
// there is nothing to see.
func FindHumps(s stat.Series, at float64, b stat.Bootstrap) Humps {
	x, r := along(s)
	h := Humps{Scale: math.NaN(), Dip: math.NaN(), P: math.NaN(), Binder: stat.Undefined("fewer than four replicates")}
	if len(x) == 0 {
		return h
	}
	near := 0
	for i := range x {
		if math.Abs(math.Log(x[i]/at)) < math.Abs(math.Log(x[near]/at)) {
			near = i
		}
	}
	p := &r.points[near]
	h.Scale, h.Replicates = x[near], len(p.values)
	if h.Replicates < 4 {
		return h
	}
	y := make([]float64, len(p.values))
	for i, v := range p.values {
		y[i] = v.y
	}
	slices.Sort(y)
	h.Dip = dip(y)
	h.P = oneHump(len(y)).p(math.Sqrt(float64(len(y))) * h.Dip)
	weight := r.once()
	value := p.binder(weight)
	draws := make([]float64, b.Resamples)
	for n := range draws {
		r.draw(b.Stream, n, weight)
		draws[n] = p.binder(weight)
	}
	h.Binder = stat.WithSpread(value, draws, len(y)-1)
	return h
}

// binder is Binder's cumulant of a point's values under the units' weights.
func (p *point) binder(weight []float64) float64 {
	var sum, total, second, fourth float64
	for _, v := range p.values {
		sum += weight[v.unit] * v.y
		total += weight[v.unit]
	}
	for _, v := range p.values {
		d := v.y - sum/total
		second += weight[v.unit] * d * d / total
		fourth += weight[v.unit] * d * d * d * d / total
	}
	return 1 - fourth/(3*second*second)
}
