package transitions

import (
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Humps tells whether replicates fall into two groups, as they do where two phases coexist: a sign of a first-order
// transition. Where many replicates are at a bound, such as accuracies of 1, P < 0.05 occurs in 6 to 12% of samples with
// one hump.
type Humps struct {
	Scale      float64 // scale of the replicates
	Replicates int
	Dip        float64 // distance from the nearest distribution with one hump, at most 1/4 (Hartigan and Hartigan 1985)
	P          float64 // p value of one hump: the share of uniform samples with such a dip
}

// FindHumps tests the replicates of the scale nearest to at, for example the peak of the susceptibility. It needs four
// replicates.
func FindHumps(s stat.Series, at float64) Humps {
	x, r := along(s)
	h := Humps{Scale: math.NaN(), Dip: math.NaN(), P: math.NaN()}
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
	return h
}

// mostHumps is the sample size from which on dips are taken to fall as its square root.
const mostHumps = 512

var dips nulls[int]

// oneHump is the null distribution of sqrt(n) dip of n values.
func oneHump(n int) *null {
	n = min(n, mostHumps)
	draws := random.NewStream(0, "one hump", strconv.Itoa(n))
	y := make([]float64, n)
	return dips.get(n, func(sample int) float64 {
		for i := range y {
			y[i] = draws.Uniform(uint64(sample*n + i))
		}
		slices.Sort(y)
		return math.Sqrt(float64(n)) * dip(y)
	})
}
