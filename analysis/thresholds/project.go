package thresholds

import "math"

// projection is the least-squares fit of floor and rise for a given middle and slope.
type projection struct {
	floor, rise, rss float64
	m, s             float64 // Jacobian of middle and slope times the residuals: the direction of descent
	mm, ms, ss       float64 // Jacobian times itself
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
	return projection{
		floor: mean + floor, rise: rise, rss: max(0, yy-rise*gy),
		m:  rise * (my - floor*m1 - rise*(gm+g1*m1/n)),
		s:  rise * (sy - floor*s1 - rise*(gs+g1*s1/n)),
		mm: rise * rise * (mm - m1*m1/n - gm*gm/gg),
		ms: rise * rise * (ms - m1*s1/n - gm*gs/gg),
		ss: rise * rise * (ss - s1*s1/n - gs*gs/gg),
	}
}
