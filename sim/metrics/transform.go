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

// newTransform integrates by the trapezoidal rule on a lattice of v of which u is every finer-th node, so that what depends
// on v, or on the distance of v from u, is computed once and not for every u.
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
	start := 0
	for ; start < n && from+float64(start)*step < linear; start++ {
		u := from + float64(start)*step
		t.missing[start] = math.Exp(u + sigma*sigma/2)
		t.kept[start] = 1 - t.missing[start]
		t.first[start] = t.missing[start]
		t.second[start] = math.Exp(2*u + 2*sigma*sigma)
	}
	if start < n {
		if sigma < 2 {
			t.overNormal(from, start)
		} else {
			t.overGumbel(from, start)
		}
	}
	for i := range n {
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

// overNormal integrates over x, from node start of u on. Its integrands are smooth if sigma is small.
func (t *transform) overNormal(from float64, start int) {
	finer := int(math.Ceil(t.step / min(0.36, 0.4*t.sigma)))
	spacing := t.step / float64(finer) // of v
	h := spacing / t.sigma             // of x
	reach := int(math.Ceil((8.5 + 2*t.sigma) / h))
	weights := make([]float64, 2*reach+1)
	for k := range weights {
		x := float64(k-reach) * h
		weights[k] = math.Exp(-x*x/2) * h / math.Sqrt(2*math.Pi)
	}
	size := (len(t.kept)-1-start)*finer + len(weights)
	missing, kept := make([]float64, size), make([]float64, size)
	first, second := make([]float64, size), make([]float64, size)
	for j := range missing {
		v := from + float64(start)*t.step + float64(j-reach)*spacing
		e := math.Exp(v)
		missing[j] = -math.Expm1(-e)
		if p := math.Exp(-e); p > 0 {
			kept[j], first[j], second[j] = p, e*p, e*e*p
		}
	}
	for _, of := range []struct{ expectation, values []float64 }{
		{t.missing, missing}, {t.kept, kept}, {t.first, first}, {t.second, second},
	} {
		newSliding(0, of.values, finer).sums(of.expectation[start:], weights, 0, 1)
	}
}

// The range of an expectation over g = ln E with E exponential, whose density is
// exp(g - e^g): exp(-e^v) is the probability that g > v.
const (
	gumbelFrom = -60.0
	gumbelTo   = 4.0
	gumbelStep = 0.3 // the largest spacing
)

// overGumbel integrates over g for missing and kept, and over v on the same nodes
// for first and second, from node start of u on. Its integrands contain the normal
// distribution function or density, which are smooth if sigma is large.
func (t *transform) overGumbel(from float64, start int) {
	finer := int(math.Ceil(t.step / gumbelStep))
	spacing := t.step / float64(finer) // of g
	low := int(math.Ceil((gumbelFrom - from) / spacing))
	high := int(math.Floor((gumbelTo - from) / spacing))
	density, growing := make([]float64, high-low+1), make([]float64, high-low+1)
	for j := range density {
		g := from + float64(low+j)*spacing
		density[j] = math.Exp(g-math.Exp(g)) * spacing
		growing[j] = math.Exp(g) * density[j]
	}
	// By distance of u from g: the normal distribution function at it, the tail beyond it, and the density at it.
	nearest := start*finer - high
	size := (len(t.kept)-1)*finer - low - nearest + 1
	below, above, normal := make([]float64, size), make([]float64, size), make([]float64, size)
	for i := range normal {
		d := nearest + i
		z := math.Abs(float64(d)) * spacing / t.sigma
		tail := math.Erfc(z/math.Sqrt2) / 2
		below[i], above[i] = tail, 1-tail
		if d > 0 {
			below[i], above[i] = 1-tail, tail
		}
		normal[i] = math.Exp(-z*z/2) / (t.sigma * math.Sqrt(2*math.Pi))
	}
	last := len(density) - 1
	newSliding(0, below, finer).sums(t.missing[start:], density, last, -1)
	newSliding(0, above, finer).sums(t.kept[start:], density, last, -1)
	around := newSliding(0, normal, finer)
	around.sums(t.first[start:], density, last, -1)
	around.sums(t.second[start:], growing, last, -1)
}
