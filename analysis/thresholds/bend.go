package thresholds

import "math"

// bend is a fitted ramp: flat up to start, linear in ln x, flat from end on.
type bend struct {
	start, end     float64 // ln x, relative to log
	floor, ceiling float64 // scores, relative to zero
	rss            float64 // weighted
	last, first    int     // indices of the last point on the floor and the first on the ceiling
	log, zero      float64 // ln x and score of the first point
}

// ramps finds the ramp with the least weighted sum of squares, exactly: between two neighbouring points, two lines
// join best where they intersect, or at one of the points (Hudson, J. Am. Stat. Assoc. 61 (1966) 1097). Cumulative
// sums make every fit of a line cost the same.
type ramps struct {
	c    *scales
	zero float64   // score of the first point
	sums []moments // of the first 0, 1, 2, ... points
	all  moments
	same float64 // residuals that differ by less count as equal; the first of them wins
}

// moments are weighted sums over points; l is ln x and y the score, both relative to the first point.
type moments struct{ n, l, ll, y, ly, yy float64 }

func (a moments) less(b moments) moments {
	return moments{a.n - b.n, a.l - b.l, a.ll - b.ll, a.y - b.y, a.ly - b.ly, a.yy - b.yy}
}

func newRamps(c *scales) *ramps { return &ramps{c: c, sums: make([]moments, len(c.x)+1)} }

// set takes new scores. They are summed relative to the first, which keeps rounding errors small.
func (f *ramps) set(y []float64) {
	f.zero = y[0]
	var m moments
	for k, v := range y {
		w, l, v := f.c.weight[k], f.c.log[k]-f.c.log[0], v-y[0]
		m.n += w
		m.l += w * l
		m.ll += w * l * l
		m.y += w * v
		m.ly += w * l * v
		m.yy += w * v * v
		f.sums[k+1] = m
	}
	f.all, f.same = m, 1e-11*m.yy
}

// fit tries every pair of joins.
func (f *ramps) fit() bend {
	best := bend{rss: math.Inf(1)}
	for last := range len(f.c.x) - 1 {
		for first := last + 1; first < len(f.c.x); first++ {
			best = f.better(best, last, first)
		}
	}
	return best
}

// near tries pairs of joins up to two points away, and starts again from the best until none is better.
func (f *ramps) near(b bend) bend {
	best := f.join(b.last, b.first)
	for {
		from := best
		for last := max(0, from.last-2); last <= min(len(f.c.x)-2, from.last+2); last++ {
			for first := max(last+1, from.first-2); first <= min(len(f.c.x)-1, from.first+2); first++ {
				best = f.better(best, last, first)
			}
		}
		if best == from {
			return best
		}
	}
}

// better returns the ramp with these joins if it fits better than the best so far, which it returns otherwise.
func (f *ramps) better(best bend, last, first int) bend {
	if f.apart(last, first) > best.rss+f.same {
		return best
	}
	if b := f.join(last, first); b.rss < best.rss-f.same {
		return b
	}
	return best
}

// apart is the residual of a floor, a line and a ceiling that need not meet: a lower bound for every join.
func (f *ramps) apart(last, first int) float64 {
	floor, ceiling := &f.sums[last+1], f.all.less(f.sums[first])
	rss := floor.yy - floor.y*floor.y/floor.n + ceiling.yy - ceiling.y*ceiling.y/ceiling.n
	if first-last > 3 {
		line := f.sums[first].less(*floor)
		ly := line.ly - line.l*line.y/line.n
		rss += line.yy - line.y*line.y/line.n - ly*ly/(line.ll-line.l*line.l/line.n)
	}
	return rss
}

// at returns the ramp from start to end with the best floor and ceiling.
func (f *ramps) at(start, end float64, last, first int) bend {
	line, ceiling := f.sums[first].less(f.sums[last+1]), f.all.less(f.sums[first])
	// g, gg and gy are sums over the ramp g that rises from 0 to 1.
	slope := 1 / (end - start)
	g := slope*(line.l-start*line.n) + ceiling.n
	gg := slope*slope*(line.ll-2*start*line.l+start*start*line.n) + ceiling.n
	gy := slope*(line.ly-start*line.y) + ceiling.y
	n, y := f.all.n, f.all.y
	rise := (gy - g*y/n) / (gg - g*g/n)
	floor := (y - rise*g) / n
	rss := max(0, f.all.yy-y*y/n-rise*(gy-g*y/n))
	return bend{start, end, floor, floor + rise, rss, last, first, f.c.log[0], f.zero}
}
