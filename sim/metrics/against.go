package metrics

import "math"

// AccuracyAgainst is the probability that a class with mean logit margin
// outscores one rival with mean logit rival and v-2 others with mean 0. Every
// logit has independent normal noise of standard deviation sigma:
//
//	E_x[Phi((margin-rival)/sigma + x) Phi(margin/sigma + x)^(v-2)]
//
// It is meant for mislabelled training items, where the right class is the rival
// of the given label. At infinite margins it is the limit. It is NaN where there
// is no limit, where an argument is NaN, and where v is infinite.
func AccuracyAgainst(margin, rival, sigma, v float64) float64 {
	if unusable(margin, rival, v) || math.IsNaN(sigma) {
		return math.NaN()
	}
	const h, sure = 0.25, 13 // beyond sure standard deviations the probability is 0 or 1 in floating point
	ahead, others := (margin-rival)/sigma, margin/sigma
	switch {
	case ahead > sure && (others > sure || v == 2):
		return 1
	case ahead < -sure || others < -sure && v > 2:
		return 0
	}
	if v == 2 {
		others = math.Inf(1) // no others to outscore
	}
	sum := 0.0
	for x := -8.0; x <= 8; x += h {
		sum += math.Exp(-x*x/2 + logPhi(ahead+x) + (v-2)*logPhi(others+x))
	}
	return min(sum*h/math.Sqrt(2*math.Pi), 1)
}

// BrierAgainst is the Brier score, 0 to 2, of noiseless logits: margin for the
// labelled class, rival for one other and 0 for the v-2 remaining ones. Infinite
// and NaN arguments are treated as by AccuracyAgainst.
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
