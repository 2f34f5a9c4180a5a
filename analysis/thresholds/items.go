package thresholds

import (
	"math"
	"sort"

	"github.com/circsim/circsim/analysis/stat"
)

// power is the probability with which a test set of Items shows an excess over chance.
const power = 0.8

// itemsToTell is the size of a test set on which the one-sided binomial test at 5% tells a share above chance with
// that probability: up to 1000 items exactly, beyond by the normal approximation with continuity correction (Fleiss, Levin and
// Paik, Statistical Methods for Rates and Proportions, 3rd edition, section 2.5).
func itemsToTell(share, chance float64) float64 {
	if !(chance >= 0 && share > chance && share <= 1) {
		return math.NaN()
	}
	if chance == 0 { // where one right answer tells
		return max(1, math.Ceil(math.Log(1-power)/math.Log1p(-share)))
	}
	normal := stat.Normal
	a, b := math.Sqrt(chance*(1-chance)), math.Sqrt(share*(1-share))
	root := (normal.Quantile(1-level)*a + normal.Quantile(power)*b) / (share - chance)
	corrected := 1 + math.Sqrt(1+2/(root*root*(share-chance)))
	n := math.Ceil(root * root * corrected * corrected / 4)
	for n <= 1000 && atLeast(leastRight(n, chance), n, share) < power {
		n++
	}
	return n
}

// leastRight is the least number of right answers of n that guessing reaches with probability 5% or less.
func leastRight(n, chance float64) float64 {
	return float64(sort.Search(int(n)+1, func(k int) bool { return atLeast(float64(k), n, chance) <= level }))
}
