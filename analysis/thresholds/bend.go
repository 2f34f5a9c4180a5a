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
	rest []moments // of those after them
	all  moments
	same float64 // residuals that differ by less count as equal; the first of them wins
}

// moments are weighted sums over points; l is ln x and y the score, both relative to the first point.
type moments struct{ n, l, ll, y, ly, yy float64 }

func (a moments) less(b moments) moments {
	return moments{a.n - b.n, a.l - b.l, a.ll - b.ll, a.y - b.y, a.ly - b.ly, a.yy - b.yy}
}

func newRamps(c *scales) *ramps {
	all := make([]moments, 2*len(c.x)+2)
	return &ramps{c: c, sums: all[:len(c.x)+1], rest: all[len(c.x)+1:]}
}

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
	for k := range f.sums {
		f.rest[k] = m.less(f.sums[k])
	}
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

// near tries pairs of joins up to two points away, and starts again from the best until none is better. A pair that was not better
// than a worse ramp is not tried again.
func (f *ramps) near(b bend) bend {
	best := f.join(b.last, b.first)
	tried, reach := best, 0 // pairs so many points away from a ramp's have been tried
	for {
		from := best
		for last := max(0, from.last-2); last <= min(len(f.c.x)-2, from.last+2); last++ {
			for first := max(last+1, from.first-2); first <= min(len(f.c.x)-1, from.first+2); first++ {
				if distance(last, tried.last) > reach || distance(first, tried.first) > reach {
					best = f.better(best, last, first)
				}
			}
		}
		if best.last == from.last && best.first == from.first {
			return best
		}
		tried, reach = from, 2
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

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
	floor, ceiling := &f.sums[last+1], &f.rest[first]
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
	line, ceiling := f.sums[first].less(f.sums[last+1]), &f.rest[first]
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

// join returns the best ramp that starts between points last and last+1 and ends between points first-1 and first.
// With fewer than two points on the line many ramps fit equally well; it returns one in the middle of them.
func (f *ramps) join(last, first int) bend {
	log := f.c.log
	from, to := log[last]-log[0], log[last+1]-log[0]    // bounds of the start
	low, high := log[first-1]-log[0], log[first]-log[0] // bounds of the end
	switch first - last {
	case 1:
		return f.at(from+(to-from)/3, to-(to-from)/3, last, first)
	case 2:
		return f.through(from, to, high, last, first)
	}
	floor, line, ceiling := f.sums[last+1], f.sums[first].less(f.sums[last+1]), f.rest[first]
	slope := (line.ly - line.l*line.y/line.n) / (line.ll - line.l*line.l/line.n)
	zero := (line.y - slope*line.l) / line.n
	start, end := (floor.y/floor.n-zero)/slope, (ceiling.y/ceiling.n-zero)/slope
	if start >= from && start <= to && end >= low && end <= high {
		return f.at(start, end, last, first)
	}
	best := bend{rss: math.Inf(1)}
	try := func(start, end float64) {
		if b := f.at(start, end, last, first); b.rss < best.rss-f.same {
			best = b
		}
	}
	for _, start := range [2]float64{from, to} {
		try(start, within(endFrom(start, floor, line, ceiling), low, high))
	}
	for _, end := range [2]float64{low, high} {
		try(within(startTo(end, floor, line, ceiling), from, to), end)
	}
	return best
}

// through returns the ramp through the only point on its line, at x, that is half as wide as the widest such ramp.
func (f *ramps) through(from, x, to float64, last, first int) bend {
	floor, line, ceiling := f.sums[last+1], f.sums[first].less(f.sums[last+1]), f.rest[first]
	low, high := floor.y/floor.n, ceiling.y/ceiling.n
	done := within((line.y/line.n-low)/(high-low), 0, 1) // share of the rise at x
	width := 0.5 * min((x-from)/done, (to-x)/(1-done))
	return f.at(x-done*width, x+(1-done)*width, last, first)
}

// endFrom is where the line that starts on the floor at `start` meets the ceiling.
func endFrom(start float64, floor, line, ceiling moments) float64 {
	t, tt := line.l-start*line.n, line.ll-2*start*line.l+start*start*line.n
	ty := line.ly - start*line.y
	n, y := floor.n+line.n, floor.y+line.y
	slope := (ty - t*y/n) / (tt - t*t/n)
	return start + (ceiling.y/ceiling.n-(y-slope*t)/n)/slope
}

// startTo is where the line that ends on the ceiling at `end` meets the floor.
func startTo(end float64, floor, line, ceiling moments) float64 {
	t, tt := end*line.n-line.l, line.ll-2*end*line.l+end*end*line.n
	ty := end*line.y - line.ly
	n, y := ceiling.n+line.n, ceiling.y+line.y
	slope := (ty - t*y/n) / (tt - t*t/n)
	return end - (floor.y/floor.n-(y-slope*t)/n)/slope
}

// within clamps x; NaN becomes the middle of the range.
func within(x, low, high float64) float64 {
	if math.IsNaN(x) {
		return (low + high) / 2
	}
	return clamp(x, low, high)
}
