package thresholds

import (
	"math"
	"sort"

	"github.com/circsim/circsim/analysis/stat"
)

// power is the probability with which a test on a set of Items rejects chance.
const power = 0.8

// itemsToTell is the size of a test set on which the one-sided binomial test tells a share from chance with that power.
// It is exact up to 1000 items; above it is the normal approximation with continuity correction (Fleiss, Levin and Paik,
// Statistical Methods for Rates and Proportions, 3rd edition, section 2.5).
func itemsToTell(share, chance float64) float64 {
	if !(chance >= 0 && share > chance && share <= 1) {
		return math.NaN()
	}
	if chance == 0 { // one right answer is enough
		return max(1, math.Ceil(math.Log(1-power)/math.Log1p(-share)))
	}
	a, b := math.Sqrt(chance*(1-chance)), math.Sqrt(share*(1-share))
	root := (stat.Normal.Quantile(1-significance)*a + stat.Normal.Quantile(power)*b) / (share - chance)
	corrected := 1 + math.Sqrt(1+2/(root*root*(share-chance)))
	n := math.Ceil(root * root * corrected * corrected / 4)
	for n <= 1000 && atLeast(fewestRight(n, chance), n, share) < power {
		n++
	}
	return n
}

// fewestRight is the smallest number of right answers of n that guessing reaches with probability 5% or less.
func fewestRight(n, chance float64) float64 {
	return float64(sort.Search(int(n)+1, func(k int) bool { return atLeast(float64(k), n, chance) <= significance }))
}
