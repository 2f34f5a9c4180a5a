package lanes

import "math"

// Losses is TEMPORARY.
func Losses(strength, weight []float64, lnOdds float64) float64 {
	weight = weight[:len(strength)]
	var losses sum
	for i, m := range strength {
		a := lnOdds - m
		e := exponentialOf(-math.Abs(a)).kept
		losses.add(i, weight[i]*(max(a, 0)-minusLog1p(1+e, e)))
	}
	return losses.total()
}
