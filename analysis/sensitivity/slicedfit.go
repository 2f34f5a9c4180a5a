package sensitivity

import "math"

// slicedFit fits an output by a line in each slice of an axis.
type slicedFit struct {
	slice  []int     // of each point
	count  int       // of slices
	x, y   []float64 // about the mean of the slice, and about that of all outputs
	sloped bool
	sums   []sums // by slice, reused
}

// sums are those of the points of a slice, weighted.
type sums struct{ n, x, y, xx, xy, yy float64 }

// sliceCounts are the numbers of slices that bestFit compares, pointsPerParameter the least number of points for each
// parameter of a fit.
var sliceCounts = []int{1, 2, 3, 4, 6, 8, 12, 16}

const pointsPerParameter = 6

// bestFit is the fit whose generalized cross-validation error is least.
func bestFit(a Axis, y []float64, mean float64) *slicedFit {
	order := a.order()
	var best *slicedFit
	least := math.Inf(1)
	for _, count := range sliceCounts {
		f := newSlicedFit(a, order, y, mean, count)
		within, _, parameters, n := f.squares(nil)
		if best != nil && n < pointsPerParameter*parameters {
			break
		}
		if err := within / (n - parameters) / (n - parameters); best == nil || err < least {
			best, least = f, err
		}
		if a.Listed {
			break
		}
	}
	return best
}

func newSlicedFit(a Axis, order []int, y []float64, mean float64, count int) *slicedFit {
	f := &slicedFit{x: make([]float64, len(y)), y: make([]float64, len(y)), sloped: !a.Listed}
	f.slice, f.count = a.slices(order, count)
	f.sums = make([]sums, f.count)
	centre, n := make([]float64, f.count), make([]float64, f.count)
	for i, s := range f.slice {
		centre[s] += a.X[i]
		n[s]++
	}
	for i, s := range f.slice {
		f.x[i], f.y[i] = a.X[i]-centre[s]/n[s], y[i]-mean
	}
	return f
}

// shares is the share of the variance that the fit explains when each point counts so many times, adjusted for degrees
// of freedom (adjusted R squared) and plain. It is NaN where these points do not vary.
func (f *slicedFit) shares(times []float64) (adjusted, plain float64) {
	within, all, parameters, n := f.squares(times)
	if all <= 0 || n <= parameters {
		return math.NaN(), math.NaN()
	}
	return 1 - within/(n-parameters)/(all/(n-1)), 1 - within/all
}

// squares are the sums of squares about the fit and about the mean, the number of parameters of the fit, and that of
// points. Without times every point counts once.
func (f *slicedFit) squares(times []float64) (within, all, parameters, n float64) {
	clear(f.sums)
	for i, s := range f.slice {
		w := 1.0
		if times != nil {
			w = times[i]
		}
		if w == 0 {
			continue
		}
		t, x, y := &f.sums[s], f.x[i], f.y[i]
		t.n += w
		t.x += float64(w * x)
		t.y += float64(w * y)
		t.xx += float64(w * float64(x*x))
		t.xy += float64(w * float64(x*y))
		t.yy += float64(w * float64(y*y))
	}
	var y, yy float64
	for _, t := range f.sums {
		if t.n == 0 {
			continue
		}
		n, y, yy = n+t.n, y+t.y, yy+t.yy
		parameters++
		left := t.yy - float64(t.y*t.y)/t.n
		if wide := t.xx - float64(t.x*t.x)/t.n; f.sloped && wide > flat*t.xx {
			parameters++
			together := t.xy - float64(t.x*t.y)/t.n
			left -= float64(together*together) / wide
		}
		within += max(0, left)
	}
	return within, yy - float64(y*y)/n, parameters, n
}
