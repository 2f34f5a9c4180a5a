package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/mathext"
)

// level is the error that a test allows itself.
const level = 0.05

// verdict is a one-sided test of "no better than chance" at one scale.
type verdict struct {
	test     string
	p        float64 // NaN: the noise is unknown
	critical float64 // least mean score that is told from chance; NaN where p is
}

// against tests every scale, higher scores being better.
func (c *scales) against(chance float64) []verdict {
	list := make([]verdict, len(c.x))
	spread, reach := c.spread(), map[stat.Student]float64{}
	for k, replicates := range c.replicates {
		if chance >= 0 && chance < 1 && known(replicates, replicate.hasItems) {
			list[k] = guessing(replicates, chance)
			continue
		}
		test, err, df := c.uncertain(k, spread)
		if !(df >= 1) {
			list[k] = verdict{test, math.NaN(), math.NaN()}
			continue
		}
		if reach[df] == 0 {
			reach[df] = df.Quantile(1 - level)
		}
		list[k] = verdict{test, excess(c.mean[k]-chance, chance, err, df), chance + err*reach[df]}
	}
	return list
}

// uncertain is the standard error of the mean of scale k, and which test has it.
func (c *scales) uncertain(k int, spread variance) (test string, err float64, df stat.Student) {
	replicates, w := c.replicates[k], c.weight[k]
	switch {
	case known(replicates, replicate.hasError):
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

// guessing is the exact binomial test on all answers of a scale.
func guessing(replicates []replicate, chance float64) verdict {
	right, items := 0.0, 0.0
	for _, r := range replicates {
		right += r.right
		items += r.items
	}
	return verdict{"binomial", atLeast(right, items, chance), leastRight(items, chance) / items}
}

// rounding is the excess, of a score or of chance, that sums of floating-point numbers may show where there is none.
const rounding = 1e-12

// excess is the p value of a mean over chance with this standard error.
func excess(over, chance, err float64, df stat.Student) float64 {
	switch {
	case over > rounding*max(1, math.Abs(chance)):
		return df.Above(over / err)
	case err > 0:
		return df.Above(min(over, 0) / err)
	}
	return 1
}

// atLeast is the probability of at least k right answers of n, each right with probability p.
func atLeast(k, n, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n || p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	return mathext.RegIncBeta(k, n-k+1, p)
}
