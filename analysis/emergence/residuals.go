package emergence

import "math"

// residuals are the sums that shares of variance are made of, by unit.
type residuals struct {
	n, y, yy []float64
	squares  [][]float64 // by predictor
	rounding float64     // variance that is nothing but rounding
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

// shares are 1 - errors / variance by predictor, units counted as often as times
// says (nil: once); NaN where scores do not vary. The result is overwritten by the next call.
func (e *residuals) shares(times []float64) []float64 {
	var n, y, yy float64
	clear(e.out)
	for u := range e.n {
		t := 1.0
		if times != nil {
			t = times[u]
		}
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
