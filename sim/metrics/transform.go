package metrics

import (
	"math"
	"sync"
)

// transform holds, for one sigma, the expectations over x ~ Normal(0, 1) from
// which every moment of a softmax of Gaussian logits follows. With v = u +
// sigma x, on a grid of u:
//
//	missing[i] = E[1 - exp(-e^v)]
//	kept[i]    = E[exp(-e^v)]
//	logKept[i] = ln kept[i]
//	first[i]   = E[e^v exp(-e^v)]
//	second[i]  = E[e^2v exp(-e^v)]
//
// With S the sum of e^z over the classes, E[ln S], E[e^z/S] and E[e^2z/S^2] are
// integrals over u = ln t of the Laplace transform E[exp(-t S)], which is a
// product over classes. missing and kept are each summed from positive terms:
// one minus the other would lose all digits of the smaller.
type transform struct {
	sigma                                 float64
	step                                  float64 // spacing of u
	missing, kept, logKept, first, second []float64
}

// originNode is the number of nodes from margin marginFrom to margin 0. Every
// margin of the tables is a whole number of nodes.
var originNode = int(math.Round(-marginFrom / marginStep * nodesPerStep))

// transforms holds a transform for each row of sigma, computed when first needed.
// They do not depend on the number of classes, so that all tables share them.
var transforms = func() []func() *transform {
	rows := make([]func() *transform, sigmaRows)
	for r := range rows {
		rows[r] = sync.OnceValue(func() *transform {
			return newTransform(math.Exp(logSigmaFrom + float64(r)*logSigmaStep))
		})
	}
	return rows
}()

// The trapezoidal rule for an expectation over g = ln E with E exponential;
// exp(-e^v) is the probability that g > v.
const (
	gumbelFrom = -60.0
	gumbelTo   = 4.0
	gumbelStep = 0.3
)

func newTransform(sigma float64) *transform {
	from := -marginTo*(1+sigma) - 40 - 9*sigma
	to := 6 + 9*sigma - marginFrom*(1+sigma)
	step := marginStep / nodesPerStep * (1 + sigma)
	n := int(math.Ceil((to-from)/step)) + 1
	nodes := func() []float64 { return make([]float64, n) }
	t := &transform{sigma: sigma, step: step, missing: nodes(), kept: nodes(), logKept: nodes(), first: nodes(), second: nodes()}
	// Below linear the first term of the exponential series is enough: the second
	// is 1e-17 of it, or e^v is small wherever the first has its mass.
	linear := max(-38-1.5*sigma*sigma, -30-sigma*sigma-8*sigma)
	for i := range n {
		u := from + float64(i)*step
		switch {
		case u < linear:
			t.missing[i] = math.Exp(u + sigma*sigma/2)
			t.kept[i] = 1 - t.missing[i]
			t.first[i] = t.missing[i]
			t.second[i] = math.Exp(2*u + 2*sigma*sigma)
		case sigma < 2:
			t.missing[i], t.kept[i], t.first[i], t.second[i] = overNormal(u, sigma)
		default:
			t.missing[i], t.kept[i], t.first[i], t.second[i] = overGumbel(u, sigma)
		}
		t.logKept[i] = logComplement(t.missing[i], t.kept[i])
	}
	return t
}

// logComplement is ln kept, computed from the smaller of missing and kept, which
// add up to 1. It is finite even for kept = 0: 0 times it is then 0, not NaN.
func logComplement(missing, kept float64) float64 {
	if missing < kept {
		return math.Log1p(-missing)
	}
	return max(math.Log(kept), -math.MaxFloat64)
}

// overNormal integrates over x. Its integrands are smooth if sigma is small.
func overNormal(u, sigma float64) (missing, kept, first, second float64) {
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
			kept += w * p
			first += w * e * p
			second += w * e * e * p
		}
	}
	h /= math.Sqrt(2 * math.Pi)
	return missing * h, kept * h, first * h, second * h
}

// overGumbel integrates over g for missing and kept, and over v on the same nodes
// for first and second. Its integrands contain the normal distribution function
// or density, which are smooth if sigma is large. It goes from the highest
// node down. Below both g = 0 and u all terms but those of missing decrease; once
// they are negligible, only those of missing are added, which are then the
// density alone.
func overGumbel(u, sigma float64) (missing, kept, first, second float64) {
	ended := false
	for i := len(gumbelNodes) - 1; i >= 0; i-- {
		if ended {
			missing += gumbelDensity[i]
			continue
		}
		z := (gumbelNodes[i] - u) / sigma
		tail := math.Erfc(math.Abs(z)/math.Sqrt2) / 2
		above, below := tail, 1-tail
		if z < 0 {
			above, below = below, above
			ended = below < 0x1p-54 && gumbelNodes[i] < 0 && gumbelDensity[i]*below < 1e-18*kept
		}
		missing += gumbelDensity[i] * above
		kept += gumbelDensity[i] * below
		if density := math.Exp(-z * z / 2); density > 0 {
			first += gumbelDensity[i] * density
			second += gumbelDensity[i] * gumbelExp[i] * density
		}
	}
	c := gumbelStep / (sigma * math.Sqrt(2*math.Pi))
	return missing * gumbelStep, kept * gumbelStep, first * c, second * c
}

var gumbelNodes, gumbelDensity, gumbelExp = func() (nodes, density, exp []float64) {
	for g := gumbelFrom; g <= gumbelTo; g += gumbelStep {
		nodes = append(nodes, g)
		density = append(density, math.Exp(g-math.Exp(g)))
		exp = append(exp, math.Exp(g))
	}
	return nodes, density, exp
}()
