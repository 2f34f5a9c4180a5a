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
	now         outline // at the place last looked at
}

func newSigmoids(form form, c *scales) *sigmoids {
	f := &sigmoids{form: form, log: c.log, weight: c.weight, now: newOutline(len(c.log))}
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

// place is a middle and slope with the fit of floor and rise there.
type place struct {
	middle, slope float64
	projection
}

// inside is whether a place is within the bounds of the search.
func (f *sigmoids) inside(at place) bool {
	return at.middle > f.low && at.middle < f.high && at.slope > f.flat && at.slope < f.steep
}

// effort says how far a descent goes.
type effort struct {
	damping float64 // to start with
	share   float64 // of the residual: a step that gains no more is the last
	nearly  float64 // share that a last step may gain without being evaluated: the error after it is of second order in that
	steps   int
}

var refitting = effort{damping: 1e-4, share: 1e-4, nearly: 3e-3, steps: 30}

// fitting is the effort for the means themselves.
func fitting(share float64) effort { return effort{damping: 1e-2, share: share, steps: 60} }

// descend stops when a step lowers the residual by no more than this share of it, or would not.
func (f *sigmoids) descend(middle, slope float64, y []float64, share float64) curve {
	mean := f.average(y)
	return f.descendFrom(place{middle, slope, f.project(middle, slope, y, mean)}, y, mean, fitting(share))
}

func (f *sigmoids) descendFrom(now place, y []float64, mean float64, e effort) curve {
	damping := e.damping
	for range e.steps {
		if c, ok := f.arrived(&now, e.nearly); ok {
			return c
		}
		a, b, d := now.mm*(1+damping), now.ms, now.ss*(1+damping)
		det := a*d - b*b
		if !(det > 0) || damping > 1e8 {
			break
		}
		dm, ds := (d*now.m-b*now.s)/det, (a*now.s-b*now.m)/det
		if dm*now.m+ds*now.s <= e.share*now.rss {
			break
		}
		m, s := clamp(now.middle+dm, f.low, f.high), clamp(now.slope+clamp(ds, -1, 1), f.flat, f.steep)
		next := place{m, s, f.project(m, s, y, mean)}
		if !(next.rss <= now.rss) {
			damping *= 10
			continue
		}
		fall := now.rss - next.rss
		now = next
		if fall <= e.share*now.rss {
			break
		}
		damping = max(damping/10, 1e-9)
	}
	return curve{f.form, now.middle, now.slope, now.floor, now.floor + now.rise, now.rss}
}

// arrived takes the step of the Gauss-Newton method from a place if it gains no more than this share of the residual.
func (f *sigmoids) arrived(at *place, nearly float64) (c curve, ok bool) {
	det := at.mm*at.ss - at.ms*at.ms
	dm, ds := (at.ss*at.m-at.ms*at.s)/det, (at.mm*at.s-at.ms*at.m)/det
	gain := dm*at.m + ds*at.s
	to := place{middle: at.middle + dm, slope: at.slope + ds}
	if !(det > 0 && gain >= 0 && gain < nearly*at.rss && math.Abs(ds) < 1 && f.inside(to)) {
		return curve{}, false
	}
	floor := at.floor + at.floorM*dm + at.floorS*ds
	rise := at.rise + at.riseM*dm + at.riseS*ds
	return curve{f.form, to.middle, to.slope, floor, floor + rise, max(0, at.rss-gain)}, true
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

// outline is a form with some middle and slope at the points: its values and their derivatives by middle and slope.
type outline struct {
	g, m, s []float64
	sums
}

// sums are weighted sums over an outline and over its products.
type sums struct{ g1, gg, m1, s1, mm, ms, ss, gm, gs float64 }

// set evaluates a form.
func (a *outline) set(f *sigmoids, middle, slope float64) {
	h := math.Exp(slope)
	var sum sums
	gs, ms, ss, weight := a.g[:len(f.log)], a.m[:len(f.log)], a.s[:len(f.log)], f.weight[:len(f.log)]
	for i, log := range f.log {
		d, w := h*(log-middle), weight[i]
		g, k := f.form.at(d)
		wg := w * g
		sum.g1 += wg
		sum.gg += wg * g
		gs[i], ms[i], ss[i] = g, 0, 0
		if k == 0 { // beyond the form's ends
			continue
		}
		m, s := -h*k, d*k
		ms[i], ss[i] = m, s
		wm, ws := w*m, w*s
		sum.m1 += wm
		sum.s1 += ws
		sum.mm += wm * m
		sum.ms += wm * s
		sum.ss += ws * s
		sum.gm += wg * m
		sum.gs += wg * s
	}
	a.sums = sum
}

func newOutline(n int) outline {
	all := make([]float64, 3*n)
	return outline{g: all[:n:n], m: all[n : 2*n : 2*n], s: all[2*n:]}
}

// project fits floor and rise.
func (f *sigmoids) project(middle, slope float64, y []float64, mean float64) projection {
	f.now.set(f, middle, slope)
	return f.now.project(f, y, mean)
}

// project fits floor and rise. Scores are summed relative to their mean, which keeps rss accurate.
func (a *outline) project(f *sigmoids, y []float64, mean float64) projection {
	var gy, my, sy, yy float64
	for i, w := range f.weight {
		v := y[i] - mean
		wv := w * v
		gy += wv * a.g[i]
		my += wv * a.m[i]
		sy += wv * a.s[i]
		yy += wv * v
	}
	n := f.total
	gg := a.gg - a.g1*a.g1/n
	if !(gg > 1e-8*a.gg) { // g is practically constant
		return projection{floor: mean, rss: yy}
	}
	gm, gs := a.gm-a.g1*a.m1/n, a.gs-a.g1*a.s1/n
	rise := gy / gg
	floor := -rise * a.g1 / n
	riseM, riseS := (my-2*rise*gm)/gg, (sy-2*rise*gs)/gg
	return projection{
		riseM: riseM, riseS: riseS,
		floorM: -(riseM*a.g1 + rise*a.m1) / n, floorS: -(riseS*a.g1 + rise*a.s1) / n,
		floor: mean + floor, rise: rise, rss: max(0, yy-rise*gy),
		m:  rise * (my - floor*a.m1 - rise*(gm+a.g1*a.m1/n)),
		s:  rise * (sy - floor*a.s1 - rise*(gs+a.g1*a.s1/n)),
		mm: rise * rise * (a.mm - a.m1*a.m1/n - gm*gm/gg),
		ms: rise * rise * (a.ms - a.m1*a.s1/n - gm*gs/gg),
		ss: rise * rise * (a.ss - a.s1*a.s1/n - gs*gs/gg),
	}
}

// near fits resamples of the means that a curve was fitted to. A resample that differs little has its optimum one or two steps
// of the Gauss-Newton method away, of which the last need not be evaluated, and nor need the curve where they start.
type near struct {
	*sigmoids
	best    curve
	outline outline // of best
}

func (f *sigmoids) near(best curve) *near {
	k := &near{f, best, newOutline(len(f.log))}
	k.outline.set(f, best.middle, best.slope)
	return k
}

// refit is the best curve near best for other means.
func (k *near) refit(means []float64) curve {
	mean := k.average(means)
	start := place{k.best.middle, k.best.slope, k.outline.project(k.sigmoids, means, mean)}
	return k.descendFrom(start, means, mean, refitting)
}
