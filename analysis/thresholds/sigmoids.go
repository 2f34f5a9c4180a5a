package thresholds

import (
	"cmp"
	"math"
	"slices"
)

// curve is floor + (ceiling-floor) g(h (ln x - middle)), where g is the form and slope is ln h.
type curve struct {
	form           form
	middle, slope  float64
	floor, ceiling float64
	rss            float64 // weighted
}

// decades is the width of a Hill curve with this slope: decades of x between 10% and 90% of the rise.
func decades(slope float64) float64 { return 2 * math.Log10(9) / math.Exp(slope) }

// sigmoids fits curves of one form to points by weighted least squares. Floor and ceiling enter linearly and are solved
// for exactly (variable projection: Golub and Pereyra, SIAM J. Numer. Anal. 10 (1973) 413, with Kaufman's Jacobian,
// BIT 15 (1975) 49), so that the Levenberg-Marquardt method has to search for middle and slope alone.
type sigmoids struct {
	form        form
	log, weight []float64
	total       float64 // sum of the weights
	low, high   float64 // bounds of the middle: one range of the points beyond them on either side
	flat, steep float64 // bounds of the slope: rises 4 times as wide as the range, and an eighth of the smallest gap
}

func newSigmoids(form form, c *scales) *sigmoids {
	f := &sigmoids{form: form, log: c.log, weight: c.weight}
	for _, w := range c.weight {
		f.total += w
	}
	n := len(c.log)
	span := c.log[n-1] - c.log[0]
	gap := span
	for i := 1; i < n; i++ {
		gap = min(gap, c.log[i]-c.log[i-1])
	}
	f.low, f.high = c.log[0]-span, c.log[n-1]+span
	f.flat = math.Log(2 * math.Log(9) / (4 * span))
	f.steep = math.Log(2 * math.Log(9) / (gap / 8))
	return f
}

// fit descends from the best few points of a grid of middles and slopes, and refines the best of the results.
func (f *sigmoids) fit(y []float64) curve {
	const starts = 4
	mean := f.average(y)
	var grid []curve
	for i := 1; i < len(f.log); i += 1 + len(f.log)/32 {
		for j := range starts {
			middle := (f.log[i-1] + f.log[i]) / 2
			slope := f.flat + (f.steep-f.flat)*(float64(j)+0.5)/starts
			grid = append(grid, curve{middle: middle, slope: slope, rss: f.project(middle, slope, y, mean).rss})
		}
	}
	slices.SortStableFunc(grid, func(a, b curve) int { return cmp.Compare(a.rss, b.rss) })
	best := curve{rss: math.Inf(1)}
	for _, start := range grid[:starts] {
		if c := f.descend(start.middle, start.slope, y, 1e-6); c.rss < best.rss {
			best = c
		}
	}
	return f.descend(best.middle, best.slope, y, 1e-12)
}

// descend stops when a step lowers the residual by no more than this share of it, or would not.
func (f *sigmoids) descend(middle, slope float64, y []float64, share float64) curve {
	mean := f.average(y)
	now := f.project(middle, slope, y, mean)
	damping := 1e-2
	for range 60 {
		a, b, d := now.mm*(1+damping), now.ms, now.ss*(1+damping)
		det := a*d - b*b
		if !(det > 0) || damping > 1e8 {
			break
		}
		dm, ds := (d*now.m-b*now.s)/det, (a*now.s-b*now.m)/det
		if dm*now.m+ds*now.s <= share*now.rss {
			break
		}
		m, s := clamp(middle+dm, f.low, f.high), clamp(slope+clamp(ds, -1, 1), f.flat, f.steep)
		next := f.project(m, s, y, mean)
		if !(next.rss <= now.rss) {
			damping *= 10
			continue
		}
		fall := now.rss - next.rss
		middle, slope, now = m, s, next
		if fall <= share*now.rss {
			break
		}
		damping = max(damping/10, 1e-9)
	}
	return curve{f.form, middle, slope, now.floor, now.floor + now.rise, now.rss}
}

func (f *sigmoids) average(y []float64) float64 {
	sum := 0.0
	for i, v := range y {
		sum += f.weight[i] * v
	}
	return sum / f.total
}

func clamp(x, low, high float64) float64 { return max(low, min(high, x)) }

// projection is the least-squares fit of floor and rise for a given middle and slope.
type projection struct {
	floor, rise, rss float64
	m, s             float64 // Jacobian of middle and slope times the residuals: the direction of descent
	mm, ms, ss       float64 // Jacobian times itself

	riseM, riseS, floorM, floorS float64 // derivatives of rise and floor
}

// project fits floor and rise in one pass. Scores are summed relative to their mean, which keeps rss accurate.
func (f *sigmoids) project(middle, slope float64, y []float64, mean float64) projection {
	h := math.Exp(slope)
	var g1, gg, gy, m1, s1, mm, ms, ss, gm, gs, my, sy, yy float64
	weight := f.weight[:len(f.log)]
	for i, log := range f.log {
		v := y[i] - mean
		d := h * (log - middle)
		g, k := f.form.at(d)
		m, s := -h*k, d*k // derivatives of g by middle and slope
		w := weight[i]
		wg, wm, ws := w*g, w*m, w*s
		g1 += wg
		gg += wg * g
		gy += wg * v
		yy += w * v * v
		m1 += wm
		s1 += ws
		mm += wm * m
		ms += wm * s
		ss += ws * s
		gm += wg * m
		gs += wg * s
		my += wm * v
		sy += ws * v
	}
	n := f.total
	all := gg
	gg -= g1 * g1 / n
	if !(gg > 1e-8*all) { // g is practically constant
		return projection{floor: mean, rss: yy}
	}
	gm, gs = gm-g1*m1/n, gs-g1*s1/n
	rise := gy / gg
	floor := -rise * g1 / n
	riseM, riseS := (my-2*rise*gm)/gg, (sy-2*rise*gs)/gg
	return projection{
		riseM: riseM, riseS: riseS,
		floorM: -(riseM*g1 + rise*m1) / n, floorS: -(riseS*g1 + rise*s1) / n,
		floor: mean + floor, rise: rise, rss: max(0, yy-rise*gy),
		m:  rise * (my - floor*m1 - rise*(gm+g1*m1/n)),
		s:  rise * (sy - floor*s1 - rise*(gs+g1*s1/n)),
		mm: rise * rise * (mm - m1*m1/n - gm*gm/gg),
		ms: rise * rise * (ms - m1*s1/n - gm*gs/gg),
		ss: rise * rise * (ss - s1*s1/n - gs*gs/gg),
	}
}

// near fits resamples of the means that a curve was fitted to. A resample that differs little has its optimum where the
// linearised fit says, to second order, and one step of the Gauss-Newton method from there leaves nothing to gain: most refits
// cost one evaluation of the curve. Where that step gains more than nearly, the whole descent follows.
type near struct {
	*sigmoids
	best          curve
	mean          []float64 // that best was fitted to
	middle, slope []float64 // change of either by a change of each mean
}

// nearly is the share of the residual that the step from the linearised fit may gain: the error after it is of second
// order in that.
const nearly = 3e-3

func (f *sigmoids) near(best curve, mean []float64) *near {
	k := &near{sigmoids: f, best: best, mean: mean}
	if best.middle <= f.low || best.middle >= f.high || best.slope <= f.flat || best.slope >= f.steep {
		return k // at a bound nothing is linear
	}
	p := f.project(best.middle, best.slope, mean, f.average(mean))
	det := p.mm*p.ss - p.ms*p.ms
	if !(det > 1e-12*p.mm*p.ss) {
		return k
	}
	// The derivatives by middle and slope, without what floor and ceiling take up of them.
	h := math.Exp(best.slope)
	n := len(f.log)
	g, m, s := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, log := range f.log {
		d := h * (log - best.middle)
		value, slope := f.form.at(d)
		g[i], m[i], s[i] = value, -h*slope*p.rise, d*slope*p.rise
	}
	f.center(g)
	for _, column := range [][]float64{m, s} {
		f.center(column)
		share := f.dot(column, g) / f.dot(g, g)
		for i := range column {
			column[i] -= share * g[i]
		}
	}
	k.middle, k.slope = make([]float64, n), make([]float64, n)
	for i, w := range f.weight {
		k.middle[i] = w * (p.ss*m[i] - p.ms*s[i]) / det
		k.slope[i] = w * (p.mm*s[i] - p.ms*m[i]) / det
	}
	return k
}

// center subtracts the weighted mean.
func (f *sigmoids) center(x []float64) {
	mean := f.average(x)
	for i := range x {
		x[i] -= mean
	}
}

func (f *sigmoids) dot(x, y []float64) float64 {
	sum := 0.0
	for i, w := range f.weight {
		sum += w * x[i] * y[i]
	}
	return sum
}

// refit is the best curve near best for other means.
func (k *near) refit(means []float64) curve {
	if k.middle == nil {
		return k.descend(k.best.middle, k.best.slope, means, 1e-5)
	}
	middle, slope := k.best.middle, k.best.slope
	for i, y := range means {
		d := y - k.mean[i]
		middle += k.middle[i] * d
		slope += k.slope[i] * d
	}
	if middle > k.low && middle < k.high && slope > k.flat && slope < k.steep {
		p := k.project(middle, slope, means, k.average(means))
		det := p.mm*p.ss - p.ms*p.ms
		dm, ds := (p.ss*p.m-p.ms*p.s)/det, (p.mm*p.s-p.ms*p.m)/det
		gain := dm*p.m + ds*p.s
		m, s := middle+dm, slope+ds
		if det > 0 && gain >= 0 && gain <= nearly*p.rss && m > k.low && m < k.high && s > k.flat && s < k.steep {
			floor := p.floor + p.floorM*dm + p.floorS*ds
			rise := p.rise + p.riseM*dm + p.riseS*ds
			return curve{k.form, m, s, floor, floor + rise, max(0, p.rss-gain)}
		}
	}
	return k.descend(k.best.middle, k.best.slope, means, 1e-5)
}
