package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/optimize"
)

// Collapse tells how well the curves of all sizes fall on one function of (x/Critical - 1) size^InverseNu.
type Collapse struct {
	Critical  stat.Estimate // in units of the control scale
	InverseNu stat.Estimate
	Explained float64 // share of the variance explained: 1 if the curves fall on one, 0 if unrelated; NaN without a collapse
	Reason    string  // why there is no collapse; else empty
}

// FindCollapse finds the critical scale and the exponent under which curves of different sizes lie closest to each
// other. It minimizes the mean squared distance of the points of each curve from cubics through those of every other
// curve, over the range that they share, relative to the variance of both (after S. M. Bhattacharjee and F. Seno,
// J. Phys. A 34 (2001), pp. 6375-6380, who use straight lines). Of too many sizes it compares evenly spread ones.
func FindCollapse(sizes []Sized, b stat.Bootstrap) Collapse {
	f := newFamily(ascending(sizes))
	if len(f.curves) < 2 {
		return noCollapse("fewer than two sizes")
	}
	best, apart := f.start()
	if !(apart < 1) {
		return noCollapse("curves of different sizes are nowhere close to each other")
	}
	best, apart = f.improve(best, 1e-9)
	weight := make([]float64, f.units)
	critical, inverse := make([]float64, b.Resamples), make([]float64, b.Resamples)
	for n := range critical {
		f.draw(b.Stream, n, weight)
		f.means(weight, f.y)
		again, _ := f.improve(best, 1e-5)
		critical[n], inverse[n] = again[0], again[1]
	}
	free := f.freedom(0, len(f.points))
	return Collapse{
		Critical:  stat.WithSpread(best[0], critical, free).Pow10(),
		InverseNu: stat.WithSpread(best[1], inverse, free),
		Explained: 1 - apart,
	}
}

func noCollapse(reason string) Collapse {
	none := stat.Undefined(reason)
	return Collapse{Critical: none, InverseNu: none, Explained: math.NaN(), Reason: reason}
}

// steepest is the greatest inverse nu of the search.
const steepest = 3

// start returns the best point of a grid over the control scales and the exponents.
func (f *family) start() (best []float64, apart float64) {
	apart = math.Inf(1)
	const steps = 24
	for i := range steps + 1 {
		critical := f.low + (f.high-f.low)*float64(i)/steps
		for j := range steps + 1 {
			at := []float64{critical, steepest * float64(j) / steps}
			if a := f.apart(at); a < apart {
				best, apart = at, a
			}
		}
	}
	return best, apart
}

// improve searches for a minimum from a point, until ten steps lower it by no more than a gain.
func (f *family) improve(from []float64, gain float64) (best []float64, apart float64) {
	settings := optimize.Settings{Converger: &optimize.FunctionConverge{Absolute: gain, Iterations: 10}}
	r, err := optimize.Minimize(optimize.Problem{Func: f.apart}, from, &settings, &optimize.NelderMead{SimplexSize: 0.02})
	if err != nil || !(r.F <= f.apart(from)) {
		return from, f.apart(from)
	}
	return r.X, r.F
}
