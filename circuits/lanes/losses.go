package lanes

import "math"

// Losses is the sum of weight times the cross-entropy of a label in nats,
// ln(1 + e^(lnOdds-strength)), where memorization has strength and lnOdds is the
// logarithm of the odds against the label without memorization (circuits.Rivals).
func Losses(strength, weight []float64, lnOdds float64) float64 {
	weight = cut(weight, len(strength))
	return losses(strength, weight, lnOdds)
}

func plainLosses(strength, weight []float64, lnOdds float64) float64 {
	var lost sum
	for i, s := range strength {
		against := lnOdds - s
		linear := against
		if against < 0 {
			linear = 0
		}
		e := exponential(-math.Abs(against))
		lost.add(i, weight[i]*(linear-minusLog1p(1+e, e)))
	}
	return lost.total()
}
