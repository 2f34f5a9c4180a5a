package sim

import (
	"math"
	"testing"
)

// chebyshev is RKC, the stabilized explicit Runge-Kutta-Chebyshev method of
// order 2 (Sommeijer, Shampine and Verwer, RKC: an explicit solver for parabolic
// PDEs, J. Comput. Appl. Math. 88, 1998): with s stages it is stable for
// spectral radii up to about 0.65 s^2 / h. The radius comes from their
// nonlinear power method.
type chebyshev struct {
	system             system
	y, trial           []float64
	f, trialF          []float64
	before, beforeThat []float64
	vector             []float64 // of the dominant eigenvalue
	moved, movedF      []float64
	t, h, radius       float64
	evaluations        int64
	accepted, rejected int64
}

func newChebyshev(s system, y []float64) *chebyshev {
	c := &chebyshev{system: s, y: y}
	for _, v := range []*[]float64{&c.trial, &c.f, &c.trialF, &c.before, &c.beforeThat, &c.vector, &c.moved, &c.movedF} {
		*v = make([]float64, len(y))
	}
	c.rate(y, c.f)
	copy(c.vector, c.f)
	return c
}

func (c *chebyshev) rate(y, derivative []float64) {
	rateAt(c.system, y, derivative)
	c.evaluations++
}

// estimate takes the spectral radius of the Jacobian at y, with a safety of 1.2.
func (c *chebyshev) estimate(end float64) {
	const safety, iterations, agreed = 1.2, 50, 0.01
	small := math.Sqrt(2.2e-16) * max(norm2(c.y), 1)
	last := 0.0
	for i := range iterations {
		size := norm2(c.vector)
		if size == 0 {
			break
		}
		for j := range c.moved {
			c.moved[j] = c.y[j] + small/size*c.vector[j]
		}
		c.rate(c.moved, c.movedF)
		for j := range c.vector {
			c.vector[j] = c.movedF[j] - c.f[j]
		}
		now := norm2(c.vector) / small
		c.radius = safety * now
		if i > 0 && math.Abs(now-last) <= agreed*max(now, 1/end) {
			return
		}
		last = now
	}
}

func norm2(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// stages is how many the method needs to be stable with step h.
func (c *chebyshev) stages(h float64) int {
	return max(2, 1+int(math.Sqrt(1.54*h*c.radius+1)))
}

// try computes a step h into trial and returns the size of its error.
func (c *chebyshev) try(h float64, stages int) float64 {
	s2 := float64(stages * stages)
	w0 := 1 + 2/(13*s2)
	// w1 is T's(w0) / T''s(w0), T the Chebyshev polynomial, in closed form.
	root := w0*w0 - 1
	arg := float64(stages) * math.Log(w0+math.Sqrt(root))
	w1 := math.Sinh(arg) * root / (math.Cosh(arg)*float64(stages)*math.Sqrt(root) - w0*math.Sinh(arg))

	b1 := 1 / (4 * w0 * w0)
	b2 := b1
	copy(c.beforeThat, c.y)
	for i := range c.before {
		c.before[i] = c.y[i] + h*w1*b1*c.f[i]
	}
	z1, dz1, ddz1 := w0, 1.0, 0.0 // T, T', T'' of the stage before
	z2, dz2, ddz2 := 1.0, 0.0, 0.0
	for j := 2; j <= stages; j++ {
		z := 2*w0*z1 - z2
		dz := 2*w0*dz1 - dz2 + 2*z1
		ddz := 2*w0*ddz1 - ddz2 + 4*dz1
		b := ddz / (dz * dz)
		a1 := 1 - z1*b1
		mu, nu := 2*w0*b/b1, -b/b2
		tilde := mu * w1 / w0
		gamma := -tilde * a1
		c.rate(c.before, c.trialF)
		for i := range c.trial {
			c.trial[i] = (1-mu-nu)*c.y[i] + mu*c.before[i] + nu*c.beforeThat[i] + h*(tilde*c.trialF[i]+gamma*c.f[i])
		}
		c.before, c.beforeThat, c.trial = c.trial, c.before, c.beforeThat
		b1, b2 = b, b1
		z1, dz1, ddz1, z2, dz2, ddz2 = z, dz, ddz, z1, dz1, ddz1
	}
	copy(c.trial, c.before)
	c.rate(c.trial, c.trialF)
	worst := 0.0
	for i := range c.y {
		e := 0.8*(c.y[i]-c.trial[i]) + 0.4*h*(c.f[i]+c.trialF[i])
		if e != e {
			return e
		}
		worst = max(worst, math.Abs(e))
	}
	return worst
}

func (c *chebyshev) accept(h float64) {
	copy(c.y, c.trial)
	c.f, c.trialF = c.trialF, c.f
	c.t += h
	c.accepted++
}

func byChebyshev(s system, y []float64, end, tolerance float64) (outcome, error) {
	const between = 25 // accepted steps from one estimate of the radius to the next
	c := newChebyshev(s, y)
	c.h = firstStep(c.f, end)
	most := int(max(math.Sqrt(tolerance/(10*2.2e-16)), 2))
	var lastH, lastError float64
	estimate := true
	for c.t < end {
		if estimate || c.accepted%between == 0 {
			c.estimate(end)
			estimate = false
		}
		h := min(c.h, end-c.t)
		stages := c.stages(h)
		if stages > most {
			stages = most
			h = float64(most*most-1) / (1.54 * c.radius)
		}
		last := h >= end-c.t
		if c.t+h == c.t {
			return outcome{}, errStepTooSmall
		}
		e := c.try(h, stages) / tolerance
		if !(e <= 1) {
			c.rejected++
			estimate = true
			c.h = h * max(0.1, 0.8/math.Cbrt(e))
			if e != e {
				c.h = h * 0.1
			}
			continue
		}
		c.accept(h)
		if last {
			c.t = end
		}
		e = max(e, 1e-10)
		factor := 0.8 / math.Cbrt(e)
		if lastH > 0 {
			factor = 0.8 * h / lastH * math.Cbrt(lastError/(e*e))
		}
		lastH, lastError = h, e
		c.h = h * min(max(factor, 0.1), 10)
	}
	return outcome{c.y, c.evaluations, c.accepted, c.rejected}, nil
}

func TestChebyshevConvergesAtItsOrder(t *testing.T) {
	const order = 2
	exact := integrate(4096, implicitly).y
	for _, stages := range []int{2, 5, 12} {
		last := 0.0
		for n := 8; n <= 64; n *= 2 {
			c := newChebyshev(&logistic{}, []float64{0.6, 1.7})
			for range n {
				h := 1 / float64(n)
				c.try(h, stages)
				c.accept(h)
			}
			e := distance(c.y, exact)
			if got := math.Log2(last / e); last > 0 && got < order-0.4 {
				t.Errorf("order %.2f at %d steps of %d stages (error %.3g), want at least %d", got, n, stages, e, order)
			}
			last = e
		}
	}
}

// decay is dy/dt = rate (y - 1), the plainest stiff equation.
type decay struct {
	speed float64
	y     [1]float64
}

func (d *decay) rate(f []float64)                     { f[0] = -d.speed * (d.y[0] - 1) }
func (d *decay) next(f, y []float64, by *combination) { nextWhole(d, d.y[:], f, y, by) }
func (d *decay) rateAtStart(y, f []float64)           { rateAt(d, y, f) }
func (d *decay) differentiate()                       {}
func (d *decay) factor(float64)                       {}
func (d *decay) solve([]float64)                      {}
func (d *decay) multiply(x, y []float64)              { y[0] = -d.speed * x[0] }

// A stabilized method crosses a stiff stretch in steps far beyond 2/speed.
func TestChebyshevIsStableFarBeyondTheExplicitLimit(t *testing.T) {
	o, err := byChebyshev(&decay{speed: 1e4}, []float64{2}, 10, 1e-5)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(o.y[0]-1) > 1e-4 || o.evaluations > 10*1e4/2/4 {
		t.Errorf("y = %g after %d evaluations, want 1 in far fewer than the 50000 of an explicit method", o.y[0], o.evaluations)
	}
}
