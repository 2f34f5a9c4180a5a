package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// explanation is the share of the variance of scores that one monotone function
// of a predictor explains.
type explanation struct {
	Predictor string // loss | size | tokens | compute
	// Share is out of sample, 1 - errors / variance, and negative where the mean
	// does better. Every size is predicted from the other sizes alone; only the
	// predictor size is fitted to the very scores, which flatters it.
	Share stat.Estimate
	// Lead is by how much loss explains more; 0 for loss itself.
	Lead stat.Estimate
}

// collapse is how far scores of all sizes and moments fall on one curve of loss.
type collapse struct {
	Explained []explanation // loss first; tokens and compute where tokens are known
	InSample  float64       // share that loss explains of the scores it was fitted to, which flatters it
	Compared  int           // checkpoints compared: those between others' losses, tokens and compute
	Reason    string        // why there is no collapse to speak of; else empty
}

// mostFolds is the number of groups of neighbouring sizes that are left out in
// turn; up to it every size is a group.
const mostFolds = 64

// predictor is a quantity that scores are taken to rise with.
type predictor struct {
	name string
	of   func(Checkpoint) float64
}

func (c *cloud) predictors() []predictor {
	list := []predictor{{"loss", func(p Checkpoint) float64 { return -p.Loss }}}
	if c.tokens {
		list = append(list,
			predictor{"tokens", func(p Checkpoint) float64 { return p.Tokens }},
			predictor{"compute", func(p Checkpoint) float64 { return p.Size * p.Tokens }})
	}
	return list
}

// explain compares loss with its rivals (Du et al. arXiv:2403.15796, sec 3).
// Isotonic regression sees the order of a predictor alone, so that loss and any
// monotone function of it explain the same.
func (c *cloud) explain(b stat.Bootstrap) collapse {
	if c.sizes < 2 {
		return collapse{Reason: "one size alone"}
	}
	list := c.predictors()
	fold := c.folds()
	compared := make([]bool, len(c.points))
	for i := range compared {
		compared[i] = true
	}
	predicted := make([][]float64, len(list))
	values := make([]float64, len(c.points))
	for j, p := range list {
		for i := range c.points {
			values[i] = p.of(c.points[i])
		}
		predicted[j] = c.leaveOut(values, fold, compared)
	}
	out := collapse{}
	for _, yes := range compared {
		if yes {
			out.Compared++
		}
	}
	names := []string{"loss", "size", "tokens", "compute"}[:len(list)+1]
	predicted = slices.Insert(predicted, 1, c.bySize(compared))
	left := c.residuals(predicted, compared)
	shares := slices.Clone(left.shares(nil))
	if out.Compared < 3 || math.IsNaN(shares[0]) {
		out.Reason = "sizes do not overlap in loss and tokens"
		if out.Compared >= 3 {
			out.Reason = "scores do not vary where sizes overlap"
		}
		return out
	}
	draws := c.drawShares(left, len(names), b)
	for j, name := range names {
		lead := make([]float64, len(draws[j]))
		for r := range lead {
			lead[r] = draws[0][r] - draws[j][r]
		}
		share := c.interval(shares[j], slices.Clone(draws[j]))
		share.High = min(share.High, 1)
		out.Explained = append(out.Explained, explanation{name, share, c.interval(shares[0]-shares[j], lead)})
	}
	out.InSample = c.inSample(compared)
	return out
}

// folds numbers the groups of sizes.
func (c *cloud) folds() []int {
	fold := make([]int, len(c.points))
	size := 0
	for i := range c.points {
		if i > 0 && c.points[i].Size != c.points[i-1].Size {
			size++
		}
		fold[i] = size * min(c.sizes, mostFolds) / c.sizes
	}
	return fold
}

// drawShares are the shares on every resample, by predictor.
func (c *cloud) drawShares(e *residuals, predictors int, b stat.Bootstrap) [][]float64 {
	draws := make([][]float64, predictors)
	for times := range b.Counts(c.units) {
		shares := e.shares(times)
		if math.IsNaN(shares[0]) {
			continue
		}
		for j, s := range shares {
			draws[j] = append(draws[j], s)
		}
	}
	return draws
}
