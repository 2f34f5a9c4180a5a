package metrics

import "math"

// AccuracyAgainst is the probability that a class at logit margin outscores one
// rival at logit rival and v-2 others at 0, every logit with independent normal
// noise of standard deviation sigma: E_x[Phi((margin-rival)/sigma + x)
// Phi(margin/sigma + x)^(v-2)]. It serves mislabelled training items, where
// generalization is the rival of the label given. At infinite margins it is the
// limit; where there is none, and for a NaN or infinitely many classes, NaN.
func AccuracyAgainst(margin, rival, sigma, v float64) float64 {
	if unusable(margin, rival, v) || math.IsNaN(sigma) {
		return math.NaN()
	}
	const h, sure = 0.25, 13 // beyond sure standard deviations nothing is left to integrate
	ahead, others := (margin-rival)/sigma, margin/sigma
	switch {
	case ahead > sure && (others > sure || v == 2):
		return 1
	case ahead < -sure || others < -sure && v > 2:
		return 0
	}
	if v == 2 {
		others = math.Inf(1) // there are none to outscore
	}
	sum := 0.0
	for x := -8.0; x <= 8; x += h {
		sum += math.Exp(-x*x/2 + logPhi(ahead+x) + (v-2)*logPhi(others+x))
	}
	return min(sum*h/math.Sqrt(2*math.Pi), 1)
}

// BrierAgainst is the Brier score, without noise, of a class at logit margin
// beside one rival at logit rival and v-2 others at 0. Infinite margins are
// treated as by AccuracyAgainst.
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

// unusable reports whether a margin is NaN or the number of classes not finite.
func unusable(margin, rival, v float64) bool {
	return math.IsNaN(margin) || math.IsNaN(rival) || math.IsNaN(v-v)
}
