package metrics

import (
	"math"
	"sync"
)

// Against tabulates what the accuracy against one rival class among v classes needs. It is
// safe for concurrent use.
type Against struct {
	classes float64
	others  []float64 // Phi^(v-2) on the grid of normals
}

// NewAgainst gives the table for v >= 2 classes.
func NewAgainst(v float64) *Against {
	a := &Against{classes: v}
	for _, log := range normals().logPhi {
		a.others = append(a.others, math.Exp((v-2)*log))
	}
	return a
}

// Accuracy is the probability that a class with mean logit margin outscores one
// rival with mean logit rival and v-2 others with mean 0. Every logit has
// independent normal noise of standard deviation sigma:
//
//	E_x[Phi((margin-rival)/sigma + x) Phi(margin/sigma + x)^(v-2)]
//
// It is meant for mislabelled training items, where the right class is the rival
// of the given label. At infinite margins it is the limit. It is NaN where there
// is no limit, where an argument is NaN, and where v is infinite. Its relative error
// is below 1e-5, and its absolute error below 1e-12 where that is larger.
func (a *Against) Accuracy(margin, rival, sigma float64) float64 {
	if unusable(margin, rival, a.classes) || math.IsNaN(sigma) {
		return math.NaN()
	}
	const sure = 13 // beyond so many standard deviations the probability is 0 or 1 in floating point
	ahead, others := (margin-rival)/sigma, margin/sigma
	switch {
	case ahead > sure && (others > sure || a.classes == 2):
		return 1
	case ahead < -sure || others < -sure && a.classes > 2:
		return 0
	case math.IsNaN(ahead) || math.IsNaN(others):
		return math.NaN()
	}
	if a.classes == 2 {
		others = math.Inf(1) // no others to outscore
	}
	// The trapezoidal rule. All its nodes lie alike between those of the tables, so that they share their weights.
	t := normals()
	i, p := t.at(ahead)
	j, q := t.at(others)
	sum := 0.0
	for k, weight := range t.weights {
		phi, rest := t.phi[i-1+k*normalFiner:][:4], a.others[j-1+k*normalFiner:][:4]
		sum += weight * (p[0]*phi[0] + p[1]*phi[1] + p[2]*phi[2] + p[3]*phi[3]) *
			(q[0]*rest[0] + q[1]*rest[1] + q[2]*rest[2] + q[3]*rest[3])
	}
	return min(sum, 1)
}

// normalTable holds the standard normal distribution function and its logarithm on a grid whose spacing is a whole part of the
// spacing of x. Cubic interpolation of phi has a relative error below 1e-6 above -8.
type normalTable struct {
	weights     []float64 // of the trapezoidal rule over x
	phi, logPhi []float64
}

const (
	normalSpacing = 0.125              // of x
	normalReach   = 64 * normalSpacing // of x
	normalFiner   = 8                  // steps of the grid in a spacing of x
	normalFrom    = -22.0
	normalTo      = 29.0
	normalAll     = 20.0 // beyond it every x is outscored in floating point
)

var normals = sync.OnceValue(func() *normalTable {
	t := new(normalTable)
	for x := -normalReach; x <= normalReach; x += normalSpacing {
		t.weights = append(t.weights, math.Exp(-x*x/2)*normalSpacing/math.Sqrt(2*math.Pi))
	}
	for k := range int((normalTo-normalFrom)*normalFiner/normalSpacing) + 1 {
		x := normalFrom + float64(k)*normalSpacing/normalFiner
		t.phi = append(t.phi, math.Erfc(-x/math.Sqrt2)/2)
		t.logPhi = append(t.logPhi, logPhi(x))
	}
	return t
})

// at is the node at or below d + x for the first x, and the cubic weights of it and its neighbors.
func (t *normalTable) at(d float64) (node int, weights [4]float64) {
	position := (min(d, normalAll) - normalReach - normalFrom) * (normalFiner / normalSpacing)
	node = int(position)
	return node, cubicWeights(position - float64(node))
}

// BrierAgainst is the Brier score, 0 to 2, of noiseless logits: margin for the
// labelled class, rival for one other and 0 for the v-2 remaining ones. Infinite
// and NaN arguments are treated as by Against.
func BrierAgainst(margin, rival, v float64) float64 {
	switch right, wrong := math.IsInf(margin, 1), math.IsInf(rival, 1); {
	case unusable(margin, rival, v) || right && wrong:
		return math.NaN()
	case right:
		return 0
	case wrong:
		return 2
	}
	top := max(margin, rival, 0)
	right, wrong, other := math.Exp(margin-top), math.Exp(rival-top), math.Exp(-top)
	sum := right + wrong + (v-2)*other
	missing := 1 - right/sum
	return missing*missing + wrong*wrong/(sum*sum) + (v-2)*other*other/(sum*sum)
}

// unusable reports whether a margin is NaN, or the number of classes NaN or infinite.
func unusable(margin, rival, v float64) bool {
	return math.IsNaN(margin) || math.IsNaN(rival) || math.IsNaN(v-v)
}
