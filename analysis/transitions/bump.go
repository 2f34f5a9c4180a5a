package transitions

import (
	"math"
	"slices"
)

// bump is floor + height exp(-(t - center)^2 / (2 width^2)).
type bump struct{ floor, height, center, width float64 }

// bumps fits bumps to points.
type bumps struct {
	t, y  []float64
	shape []float64 // the Gaussian of the last bump given to level, by point
}

// fitBump fits a bump to y by least squares, from the given start, or the best of several if it is nil. The bump is not ok
// unless it rises, with its center within the points.
func fitBump(t, y []float64, start *bump) (bump, bool) {
	if len(t) < 5 {
		return bump{}, false
	}
	f := &bumps{t, y, make([]float64, len(t))}
	reach := t[len(t)-1] - t[0]
	var best bump
	least := math.Inf(1)
	try := func(center, width float64) {
		if b, rss := f.improve(bump{center: center, width: width}); rss < least {
			best, least = b, rss
		}
	}
	if start != nil {
		try(start.center, start.width)
	} else {
		top := t[slices.Index(y, slices.Max(y))]
		for width := reach / float64(len(t)-1); width < reach; width *= 2 {
			try(top, width)
		}
	}
	return best, best.height > 0 && best.center > t[0] && best.center < t[len(t)-1]
}

// improve moves center and width by Gauss-Newton steps, shortened where they do not help, and solves for floor and height
// at each. It returns the residual sum of squares.
func (f *bumps) improve(b bump) (bump, float64) {
	least := math.Inf(1)
	for i := 1; i < len(f.t); i++ {
		least = min(least, f.t[i]-f.t[i-1])
	}
	rss := f.level(&b)
	for range 20 {
		dc, dw := f.step(&b)
		moved := false
		for scale := 1.0; scale > 1e-3; scale /= 4 {
			next := bump{center: b.center + scale*dc, width: max(b.width+scale*dw, least/2)}
			if r := f.level(&next); r < rss {
				moved = rss-r > 1e-7*rss
				b, rss = next, r
				break
			}
		}
		if !moved {
			break
		}
	}
	return b, rss
}

// level sets floor and height by least squares, the floor at 0 or above, and returns the residual sum of squares.
func (f *bumps) level(b *bump) float64 {
	n := float64(len(f.t))
	var g, gg, gy, sum float64
	for i, t := range f.t {
		z := (t - b.center) / b.width
		e := math.Exp(-z * z / 2)
		f.shape[i] = e
		g, gg, gy, sum = g+e, gg+e*e, gy+e*f.y[i], sum+f.y[i]
	}
	b.height = (gy - g*sum/n) / (gg - g*g/n)
	b.floor = (sum - b.height*g) / n
	if b.floor < 0 {
		b.floor, b.height = 0, gy/gg
	}
	rss := 0.0
	for i, y := range f.y {
		d := y - b.floor - b.height*f.shape[i]
		rss += d * d
	}
	return rss
}

// step is the Gauss-Newton step in center and width from the last bump given to level, at constant floor and height.
func (f *bumps) step(b *bump) (dc, dw float64) {
	var cc, cw, ww, cr, wr float64
	for i, t := range f.t {
		z := (t - b.center) / b.width
		e := f.shape[i]
		c := b.height * e * z / b.width
		w := c * z
		r := f.y[i] - b.floor - b.height*e
		cc, cw, ww, cr, wr = cc+c*c, cw+c*w, ww+w*w, cr+c*r, wr+w*r
	}
	ww *= 1 + 1e-6
	det := cc*ww - cw*cw
	if det == 0 {
		return 0, 0
	}
	return (cr*ww - wr*cw) / det, (wr*cc - cr*cw) / det
}
