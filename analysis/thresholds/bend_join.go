package thresholds

import "math"

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
	floor, line, ceiling := f.sums[last+1], f.sums[first].less(f.sums[last+1]), f.all.less(f.sums[first])
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
	floor, line, ceiling := f.sums[last+1], f.sums[first].less(f.sums[last+1]), f.all.less(f.sums[first])
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
