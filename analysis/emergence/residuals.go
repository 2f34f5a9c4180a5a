package emergence

import "math"

// residuals holds the sums that shares of variance are computed from, by unit.
type residuals struct {
	n, y, yy []float64
	squares  [][]float64 // by predictor and unit
	rounding float64     // variance that rounding alone may cause
	out      []float64
}

func (c *cloud) residuals(predicted [][]float64, compared []bool) *residuals {
	e := &residuals{
		n: make([]float64, c.units), y: make([]float64, c.units), yy: make([]float64, c.units),
		squares: make([][]float64, len(predicted)), out: make([]float64, len(predicted)),
	}
	sum, count := 0.0, 0.0
	for i, p := range c.points {
		if compared[i] {
			sum += p.Score
			count++
			e.rounding = max(e.rounding, 1e-28*p.Score*p.Score)
		}
	}
	for j := range predicted {
		e.squares[j] = make([]float64, c.units)
	}
	for i, p := range c.points {
		if !compared[i] {
			continue
		}
		u, y := c.unit[i], p.Score-sum/count
		e.n[u]++
		e.y[u] += y
		e.yy[u] += y * y
		for j := range predicted {
			d := p.Score - predicted[j][i]
			e.squares[j][u] += d * d
		}
	}
	return e
}

// shares returns 1 - squared errors / variance for each predictor, with units weighted by times; NaN if scores do not
// vary. The next call overwrites the result.
func (e *residuals) shares(times []float64) []float64 {
	var n, y, yy float64
	clear(e.out)
	for u, t := range times {
		n += t * e.n[u]
		y += t * e.y[u]
		yy += t * e.yy[u]
		for j := range e.out {
			e.out[j] += t * e.squares[j][u]
		}
	}
	variance := yy - y*y/n
	for j := range e.out {
		e.out[j] = 1 - e.out[j]/variance
		if !(variance > e.rounding*n) {
			e.out[j] = math.NaN()
		}
	}
	return e.out
}
