package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// sharpest is the smallest residual of curves that rise within one step of the scales: flat, any score at one scale,
// flat again. at is that scale.
func (c *scales) sharpest() (rss float64, at int) {
	n := len(c.x)
	before, after := c.runs(false), c.runs(true)
	rss = math.Inf(1)
	for k := 1; k < n-1; k++ {
		if sum := before[k] + after[n-1-k]; sum < rss {
			rss, at = sum, k
		}
	}
	return rss, at
}

// runs are the residuals of constants over the first (or last) 0, 1, 2, ... scales.
func (c *scales) runs(last bool) []float64 {
	list := []float64{0}
	var w, mean, sum float64
	for i := range c.x {
		if last {
			i = len(c.x) - 1 - i
		}
		v := c.weight[i]
		w += v
		step := c.mean[i] - mean
		mean += v / w * step
		sum += v * step * (c.mean[i] - mean)
		list = append(list, sum)
	}
	return list
}

// resolve widens the intervals of middle and width, both in logs, to all curves that fit equally well, where the scales
// are too far apart to tell how steep the rise is. Refits alone would stay at one of many equal minima.
func (f *sigmoids) resolve(rise *Rise, best curve, c *scales, v variance) {
	limit := c.within(best.rss, v, 0.95)
	rss, at := c.sharpest()
	if rss > limit {
		return
	}
	rise.Width.Cover(math.Inf(-1), math.Inf(-1), betweenScales)
	rise.Middle.Cover(c.log[at], c.log[at], betweenScales)
	before, after := c.runs(false), c.runs(true)
	for k := range len(c.x) - 1 {
		if before[k+1]+after[len(c.x)-1-k] <= limit {
			rise.Middle.Cover(c.log[k], c.log[k+1], betweenScales)
		}
	}
	if endless(rise.Middle) && endless(rise.Width) { // without resamples
		return
	}
	cover := func(slope float64) (fits bool) {
		const middles = 4
		covered := math.Inf(-1) // middles up to here are done
		for j := range middles + 1 {
			middle := c.log[at-1] + (c.log[at+1]-c.log[at-1])*float64(j)/middles
			if middle <= covered {
				continue
			}
			if low, high, ok := f.slide(middle, slope, c.mean, limit, c.log[at+1]-c.log[at-1]); ok {
				a, b := f.bounded(curve{middle: low, slope: slope}), f.bounded(curve{middle: high, slope: slope})
				rise.Middle.Cover(a[0], b[0], betweenScales)
				rise.Width.Cover(a[1], a[1], betweenScales)
				covered, fits = high, true
			}
		}
		return fits
	}
	// Curves that are less steep than the best fit down to some slope.
	const slopes, halvings = 16, 3
	step := (f.steep - f.flat) / slopes
	slope := f.steep
	for fits := true; slope >= f.flat && (fits || slope > best.slope); slope -= step {
		fits = cover(slope)
	}
	low, high := slope+step, slope+2*step // the first does not fit, the second does
	for range halvings {
		if middle := (low + high) / 2; cover(middle) {
			high = middle
		} else {
			low = middle
		}
	}
}

// betweenScales is the reason given where an interval covers whole steps of the scales.
const betweenScales = "rises between two scales"

// endless is whether neither bound is finite.
func endless(e stat.Estimate) bool { return math.IsInf(e.Low, -1) && math.IsInf(e.High, 1) }

// slide minimizes over the middle alone, and returns the range about the minimum where the residual is within a limit. It looks
// as far as twice the given distance, to a fraction of it.
func (f *sigmoids) slide(middle, slope float64, y []float64, limit, far float64) (low, high float64, ok bool) {
	mean := f.average(y)
	now := f.project(middle, slope, y, mean)
	for shorter := 1.0; shorter > 1e-3 && now.mm > 0; {
		m := clamp(middle+shorter*now.m/now.mm, f.low, f.high)
		next := f.project(m, slope, y, mean)
		if !(next.rss < now.rss) {
			shorter /= 4
			continue
		}
		small := now.rss-next.rss < 1e-6*now.rss
		middle, now = m, next
		if small {
			break
		}
	}
	if now.rss > limit {
		return 0, 0, false
	}
	low, high = middle, middle
	for reach := min(math.Sqrt((limit-now.rss)/now.mm), 2*far); reach > far/64; reach /= 2 {
		if low == middle && f.project(middle-reach, slope, y, mean).rss <= limit {
			low = middle - reach
		}
		if high == middle && f.project(middle+reach, slope, y, mean).rss <= limit {
			high = middle + reach
		}
	}
	return low, high, true
}

// rises says whether a curve of four parameters with this residual fits better than a constant (F test at 5%).
func (c *scales) rises(rss float64, v variance) bool {
	most, total := 0.0, 0.0
	for k, y := range c.mean {
		most = max(most, math.Abs(y))
		total += c.weight[k]
	}
	digits := total * (rounding * most) * (rounding * most) // residual of rounding errors
	return c.constant()-rss > 3*v.value*stat.FisherF(0.95, 3, v.df)+digits
}

// within is the residual up to which a curve with one parameter more or fewer fits as well (F test).
func (c *scales) within(rss float64, v variance, confidence float64) float64 {
	return rss + v.value*stat.FisherF(confidence, 1, v.df) + 1e-12*c.constant()
}
