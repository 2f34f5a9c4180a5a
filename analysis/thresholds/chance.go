package thresholds

import (
	"math"
	"sort"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/mathext"
)

// significance is the probability with which each test may reject a true hypothesis.
const significance = 0.05

// verdict is the result of a one-sided test of "no better than chance" at one scale.
type verdict struct {
	test     string
	p        float64 // NaN: the noise is unknown
	critical float64 // lowest mean score that the test rejects; NaN where p is
}

// against tests every scale against chance; higher scores are better.
func (c *scales) against(chance float64) []verdict {
	list := make([]verdict, len(c.x))
	spread, quantile := c.spread(), map[stat.Student]float64{}
	for k, replicates := range c.replicates {
		if chance >= 0 && chance < 1 && haveItems(replicates) {
			list[k] = guessing(replicates, chance)
			continue
		}
		test, err, df := c.uncertain(k, spread)
		if !(df >= 1) {
			list[k] = verdict{test, math.NaN(), math.NaN()}
			continue
		}
		if quantile[df] == 0 {
			quantile[df] = df.Quantile(1 - significance)
		}
		p, critical := exceeds(c.mean[k]-chance, chance, err, df, quantile[df])
		list[k] = verdict{test, p, critical}
	}
	return list
}

// uncertain returns the test that the replicates of scale k allow, with the standard error of their mean.
func (c *scales) uncertain(k int, spread variance) (test string, err float64, df stat.Student) {
	replicates, w := c.replicates[k], c.weight[k]
	switch {
	case haveErrors(replicates):
		return "published error", c.error(k), stat.Normal
	case len(replicates) >= few:
		sum := 0.0
		for _, r := range replicates {
			sum += (r.y - c.mean[k]) * (r.y - c.mean[k])
		}
		return "replicates", math.Sqrt(sum / (w - 1) / w), stat.Student(w - 1)
	case !(spread.df >= few):
		spread = c.roughness(k)
	}
	return "pooled", math.Sqrt(spread.value / w), spread.df
}

// guessing is the exact binomial test on all answers at a scale.
func guessing(replicates []replicate, chance float64) verdict {
	right, items := 0.0, 0.0
	for _, r := range replicates {
		right += r.right
		items += r.items
	}
	return verdict{"binomial", atLeast(right, items, chance), fewestRight(items, chance) / items}
}

// rounding is the relative excess over chance up to which a score may differ from it by rounding errors alone.
const rounding = 1e-12

// A standard error up to numeric is not sampling noise: rounding and integration cause as much. The noise is then unknown, and
// an excess over chance counts from smallestEffect on, a share of the way from chance to a perfect score.
const (
	numeric        = 1e-6
	smallestEffect = 0.01
)

// leastExcess is the excess over chance that counts where the noise is unknown. A perfect score is 1; mirrored losses have
// it at a loss of 0.
func leastExcess(chance float64) float64 {
	return max(smallestEffect*math.Abs(1-chance), rounding)
}

// exceeds tests a mean that is `over` above chance, with this standard error.
func exceeds(over, chance, err float64, df stat.Student, quantile float64) (p, critical float64) {
	if err > numeric*max(1, math.Abs(chance)) {
		return df.Above(over / err), chance + err*quantile
	}
	least := leastExcess(chance)
	if over >= least {
		return 0, chance + least
	}
	return 1, chance + least
}

// atLeast is the probability of at least k right answers of n, each right with probability p.
func atLeast(k, n, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n || p <= 0:
		return 0
	}
	return mathext.RegIncBeta(k, n-k+1, p)
}

// power is the probability with which a test on a set of Items rejects chance.
const power = 0.8

// itemsToReject is the size of a test set on which the one-sided binomial test rejects chance with that power.
// It is exact up to 1000 items; above it is the normal approximation with continuity correction (Fleiss, Levin and Paik,
// Statistical Methods for Rates and Proportions, 3rd edition, section 2.5).
func itemsToReject(share, chance float64) float64 {
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
