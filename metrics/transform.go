package metrics

import "math"

// transform holds, for one sigma, the expectations over x ~ Normal(0, 1) from
// which every moment of a softmax of Gaussian logits follows. With v = u +
// sigma x, on a grid of u:
//
//	missing[i] = E[1 - exp(-e^v)]
//	first[i]   = E[e^v exp(-e^v)]
//	second[i]  = E[e^2v exp(-e^v)]
//
// since E[ln S], E[e^z/S] and E[e^2z/S^2] are integrals over u = ln t of the
// Laplace transform E[exp(-t S)] of the sum S of exponentials, a product over
// classes.
type transform struct {
	from, step             float64 // u = from + i step
	missing, first, second []float64
}

// gumbel is the trapezoidal rule for an expectation over g = ln E, E
// exponential: exp(-e^v) is the probability that g > v.
const (
	gumbelFrom = -40.0
	gumbelTo   = 4.0
	gumbelStep = 0.3
)

func newTransform(sigma, from, to, step float64) *transform {
	n := int(math.Ceil((to-from)/step)) + 1
	t := &transform{from: from, step: step, missing: make([]float64, n), first: make([]float64, n), second: make([]float64, n)}
	for i := range n {
		u := from + float64(i)*step
		// Far to the left only the linear term of the exponential is felt.
		if u+sigma*sigma+8*sigma < -30 {
			t.missing[i] = math.Exp(u + sigma*sigma/2)
			t.first[i] = t.missing[i]
			t.second[i] = math.Exp(2*u + 2*sigma*sigma)
			continue
		}
		if sigma < 2 {
			t.missing[i], t.first[i], t.second[i] = overNormal(u, sigma)
		} else {
			t.missing[i], t.first[i], t.second[i] = overGumbel(u, sigma)
		}
	}
	return t
}

// overNormal integrates over x, for which the integrands are smooth when sigma is small.
func overNormal(u, sigma float64) (missing, first, second float64) {
	h := min(0.36/sigma, 0.4)
	reach := 8.5 + 2*sigma
	n := math.Ceil(reach / h)
	for k := -n; k <= n; k++ {
		x := k * h
		v := u + sigma*x
		w := math.Exp(-x * x / 2)
		e := math.Exp(v)
		p := math.Exp(-e)
		missing += w * -math.Expm1(-e)
		if p > 0 {
			first += w * e * p
			second += w * e * e * p
		}
	}
	h /= math.Sqrt(2 * math.Pi)
	return missing * h, first * h, second * h
}

// overGumbel integrates over v and over g, for which the normal density and
// distribution are smooth when sigma is large.
func overGumbel(u, sigma float64) (missing, first, second float64) {
	for i := range gumbelNodes {
		z := (gumbelNodes[i] - u) / sigma
		missing += gumbelDensity[i] * math.Erfc(z/math.Sqrt2) / 2
		if density := math.Exp(-z * z / 2); density > 0 {
			first += gumbelDensity[i] * density
			second += gumbelDensity[i] * gumbelExp[i] * density
		}
	}
	c := gumbelStep / (sigma * math.Sqrt(2*math.Pi))
	return missing * gumbelStep, first * c, second * c
}

var gumbelNodes, gumbelDensity, gumbelExp = func() (nodes, density, exp []float64) {
	for g := gumbelFrom; g <= gumbelTo; g += gumbelStep {
		nodes = append(nodes, g)
		density = append(density, math.Exp(g-math.Exp(g)))
		exp = append(exp, math.Exp(g))
	}
	return nodes, density, exp
}()
