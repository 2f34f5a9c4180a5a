package sim

import (
	"math"
	"testing"
)

// dormandPrince is the explicit Runge-Kutta pair of order 5(4) of Dormand and
// Prince with the PI step control of DOPRI5 (Hairer, Norsett and Wanner, Solving
// Ordinary Differential Equations I, 2nd ed., sec II.4-5), its error in the same
// norm as the engine's.
type dormandPrince struct {
	system             system
	y, trial           []float64
	k                  [7][]float64
	t, h, lastError    float64
	evaluations        int64
	accepted, rejected int64
	justRejected       bool
}

var (
	dopriA = [7][6]float64{
		{},
		{1. / 5},
		{3. / 40, 9. / 40},
		{44. / 45, -56. / 15, 32. / 9},
		{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
		{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	}
	dopriError = [7]float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40}
)

func newDormandPrince(s system, y []float64) *dormandPrince {
	d := &dormandPrince{system: s, y: y, trial: make([]float64, len(y)), lastError: 1e-4}
	for i := range d.k {
		d.k[i] = make([]float64, len(y))
	}
	d.rate(y, d.k[0])
	return d
}

func (d *dormandPrince) rate(y, derivative []float64) {
	d.system.rate(y, derivative)
	d.evaluations++
}

// try computes a step h into trial and returns the size of its error.
func (d *dormandPrince) try(h float64) float64 {
	for s := 1; s < len(d.k); s++ {
		copy(d.trial, d.y)
		for j, a := range dopriA[s][:s] {
			if a != 0 {
				addScaled(d.trial, h*a, d.k[j])
			}
		}
		d.rate(d.trial, d.k[s])
	}
	worst := 0.0
	for i := range d.y {
		e := 0.0
		for j, c := range dopriError {
			e += c * d.k[j][i]
		}
		if e != e {
			return e
		}
		worst = max(worst, math.Abs(h*e))
	}
	return worst
}

// accept moves to the end of the step; its last stage is the next one's first.
func (d *dormandPrince) accept(h float64) {
	copy(d.y, d.trial)
	d.k[0], d.k[6] = d.k[6], d.k[0]
	d.t += h
	d.accepted++
}

// next is the size of the step after one of size h and relative error e.
func (d *dormandPrince) next(h, e float64) float64 {
	const beta, safety, expo = 0.04, 0.9, 0.2 - 0.04*0.75
	power := math.Pow(e, expo)
	if !(e <= 1) {
		d.rejected++
		d.justRejected = true
		if e != e {
			return h * 0.1
		}
		return h * max(0.2, safety/power)
	}
	factor := min(max(safety*math.Pow(d.lastError, beta)/power, 0.2), 10)
	if d.justRejected {
		factor = min(factor, 1)
	}
	d.lastError, d.justRejected = max(e, 1e-4), false
	return h * factor
}

// advance takes one accepted step, not beyond end.
func (d *dormandPrince) advance(end, tolerance float64) error {
	for {
		last := d.h >= end-d.t
		h := min(d.h, end-d.t)
		if d.t+h == d.t {
			return errStepTooSmall
		}
		e := d.try(h) / tolerance
		d.h = d.next(h, e)
		if !(e <= 1) {
			continue
		}
		d.accept(h)
		if last {
			d.t = end
		}
		return nil
	}
}

func byDormandPrince(s system, y []float64, end, tolerance float64) (outcome, error) {
	d := newDormandPrince(s, y)
	d.h = firstStep(d.k[0], end)
	for d.t < end {
		if err := d.advance(end, tolerance); err != nil {
			return outcome{}, err
		}
	}
	return outcome{d.y, d.evaluations, d.accepted, d.rejected}, nil
}

func TestDormandPrinceConvergesAtItsOrder(t *testing.T) {
	exact, _ := integrate(4096)
	converges(t, exact, 5, 2, func(n int) []float64 {
		d := newDormandPrince(&logistic{}, []float64{0.6, 1.7})
		for range n {
			h := 1 / float64(n)
			d.try(h)
			d.accept(h)
		}
		return d.y
	})
}

// converges checks that halving the step, from so many on a time unit, divides
// the error by 2^order or more.
func converges(t *testing.T, exact []float64, order float64, from int, integrate func(n int) []float64) {
	t.Helper()
	last := 0.0
	for n := from; n <= 8*from; n *= 2 {
		e := distance(integrate(n), exact)
		if got := math.Log2(last / e); last > 0 && got < order-0.4 {
			t.Errorf("order %.2f at %d steps (error %.3g), want at least %g", got, n, e, order)
		}
		last = e
	}
}
