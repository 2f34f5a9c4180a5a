package thresholds

import (
	"math"
	"sort"

	"github.com/circsim/circsim/analysis/stat"
)

// seenFrom is the number of scales between 10% and 90% of a rise from which on the form of the curve between them does
// not decide where half of it is done.
const seenFrom = 3

// tellScatter is the number of scales between 10% and 90% of a rise from which on they show whether models scatter about it. A curve
// goes through fewer, however much they do.
const tellScatter = 5

// hidden is whether models may scatter about a curve by more than resamples with this noise tell: where they do scatter, and where too
// few scales lie on the rise to show it. Intervals then hold whole steps of the scales.
func (n noise) hidden(t rival) bool {
	return n.uneven || n.scatter || n.single && !t.onRise(tellScatter)
}

// onRise is whether so many scales lie on the rise of a curve.
func (r formed) onRise(some int) bool {
	from, to := r.between(0.1), r.between(0.9)
	return to[0]-from[1]+1 >= some
}

// between returns the indices of the scales between which a curve has done a share of its rise; -1 and the number of
// scales stand for what is beyond them.
func (r formed) between(share float64) [2]int {
	at := r.best.middle + r.best.form.passes(share)/math.Exp(r.best.slope)
	k := sort.SearchFloat64s(r.f.log, at)
	return [2]int{k - 1, k}
}

// coverSteps widens the intervals of a rise, in logs, to the steps of the scales in which a curve passes 10%, half and 90%.
func (r formed) coverSteps(rise *Rise) {
	log := func(k int) float64 {
		switch {
		case k < 0:
			return math.Inf(-1)
		case k >= len(r.f.log):
			return math.Inf(1)
		}
		return r.f.log[k]
	}
	from, half, to := r.between(0.1), r.between(0.5), r.between(0.9)
	rise.Middle.Cover(log(half[0]), log(half[1]), betweenScales)
	rise.Width.Cover(logDecades(log(to[0])-log(from[1])), logDecades(log(to[1])-log(from[0])), betweenScales)
}

// logDecades is the logarithm of a distance in decades, given in ln x; minus infinity if it is none.
func logDecades(distance float64) float64 { return math.Log(max(0, distance) / math.Ln10) }

// steps estimates a rise that no form fits, for that reason, by the increasing (or decreasing) regressions of the means: half of the rise
// from the first level to the last is done in one of the steps of the scales. Middle and width are in logs. The values
// are those of the best Hill curve where they lie in the intervals, and interpolated else.
func (c *scales) steps(b stat.Bootstrap, n noise, best curve, reason string) (rise Rise) {
	sign := math.Copysign(1, best.ceiling-best.floor)
	f := stat.NewIsotonic(len(c.x))
	turned := make([]float64, len(c.x))
	levels := func(means []float64) (steps [3][2]float64, first, last float64, at [3]float64) {
		for k, y := range means {
			turned[k] = sign * y
		}
		f.Set(turned, c.weight)
		first, last = f.Fit[0], f.Fit[len(f.Fit)-1]
		for i, share := range []float64{0.1, 0.5, 0.9} {
			level := first + share*(last-first)
			low, high, k := c.step(f.Fit, level)
			steps[i], at[i] = [2]float64{low, high}, low
			if !math.IsInf(high, 1) && !math.IsInf(low, -1) {
				at[i] += (level - f.Fit[k]) / (f.Fit[k+1] - f.Fit[k]) * (high - low)
			}
		}
		return steps, sign * first, sign * last, at
	}
	var low, high, narrow, wide, floor, ceiling []float64
	for _, means := range c.resampled(b, n).means {
		s, first, last, _ := levels(means)
		low, high = append(low, s[1][0]), append(high, s[1][1])
		narrow, wide = append(narrow, logDecades(s[2][0]-s[0][1])), append(wide, logDecades(s[2][1]-s[0][0]))
		floor, ceiling = append(floor, first), append(ceiling, last)
	}
	s, first, last, at := levels(c.mean)
	cover := func(value, from, to, instead float64, low, high []float64) stat.Estimate {
		e := stat.Estimate{Value: value, Low: stat.Bootstrapped(from, low).Low, High: stat.Bootstrapped(to, high).High, Reason: reason}
		if !(from <= value && value <= to) {
			e.Value = instead
		}
		return e
	}
	rise.Middle = cover(best.half(), s[1][0], s[1][1], at[1], low, high)
	rise.Width = cover(best.logWidth(), logDecades(s[2][0]-s[0][1]), logDecades(s[2][1]-s[0][0]), logDecades(at[2]-at[0]), narrow, wide)
	if s[2][0] <= s[0][1] {
		rise.Middle.Reason, rise.Width.Reason = betweenScales, betweenScales
	}
	rise.Floor, rise.Ceiling = stat.Bootstrapped(first, floor), stat.Bootstrapped(last, ceiling)
	return rise
}
