package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// explanation is the share of the variance of scores that a monotone function of one predictor explains.
type explanation struct {
	Predictor string // loss | size | tokens | compute
	// Share is 1 - squared errors / variance, out of sample, so it is negative if the mean predicts better. Every size
	// is predicted from the other sizes. The predictor size is fitted in sample, in its favour.
	Share stat.Estimate
	Lead  stat.Estimate // share of loss minus Share; 0 for loss itself
}

// collapse says how well the scores of all sizes and checkpoints fall on one curve of loss.
type collapse struct {
	Explained []explanation // loss first; tokens and compute if tokens are known
	InSample  float64       // share that loss explains of the scores it is fitted to
	Compared  int           // checkpoints within the range of the others in loss, tokens and compute
	Reason    string        // why nothing was compared; else empty
}

// mostFolds is the largest number of folds of the cross-validation over sizes. Up to it every size is a fold; above it
// neighbouring sizes share one.
const mostFolds = 64

// explain compares loss with the other predictors (Du et al. arXiv:2403.15796, sec 3). Isotonic regression uses only the
// order of a predictor, so any monotone function of loss explains as much as loss.
func (c *cloud) explain(b stat.Bootstrap) collapse {
	if c.sizes < 2 {
		return collapse{Reason: "one size alone"}
	}
	compared := slices.Repeat([]bool{true}, len(c.points))
	out := func(of func(Checkpoint) float64) []float64 {
		values := c.values(of)
		return c.leaveOut(values, ascending(values), compared)
	}
	names, predicted := []string{"loss", "size"}, [][]float64{c.leaveOut(c.values(negLoss), c.fallingLoss, compared), nil}
	if c.tokens {
		names = append(names, "tokens", "compute")
		predicted = append(predicted, out(func(p Checkpoint) float64 { return p.Tokens }),
			out(func(p Checkpoint) float64 { return p.Size * p.Tokens }))
	}
	sizes := c.values(func(p Checkpoint) float64 { return p.Size })
	predicted[1] = c.inSample(sizes, ascending(sizes), compared)
	found := collapse{}
	for _, yes := range compared {
		if yes {
			found.Compared++
		}
	}
	left := c.residuals(predicted, compared)
	shares := slices.Clone(left.shares(c.once))
	switch {
	case found.Compared < 3:
		found.Reason = "sizes do not overlap in loss and tokens"
		return found
	case math.IsNaN(shares[0]):
		found.Reason = "scores do not vary where sizes overlap"
		return found
	}
	draws := make([][]float64, len(names))
	leads := make([][]float64, len(names))
	for _, times := range c.draw(b) {
		drawn := left.shares(times)
		if math.IsNaN(drawn[0]) {
			continue
		}
		for j, share := range drawn {
			draws[j], leads[j] = append(draws[j], share), append(leads[j], drawn[0]-share)
		}
	}
	for j, name := range names {
		share := c.interval(shares[j], draws[j])
		share.High = min(share.High, 1)
		found.Explained = append(found.Explained, explanation{name, share, c.interval(shares[0]-shares[j], leads[j])})
	}
	found.InSample = c.residuals([][]float64{c.inSample(c.values(negLoss), c.fallingLoss, compared)}, compared).shares(c.once)[0]
	return found
}

// folds numbers the folds, one per point.
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
