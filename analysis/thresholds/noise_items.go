package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// quantiles is the number of equally likely shares of right answers from which a binomial draw is taken.
const quantiles = 1024

// share is the share of right answers at scale k, kept half an answer away from 0 and 1, where its variance would be 0.
func (c *scales) share(k int) (share, items float64) {
	right := 0.0
	for _, r := range c.replicates[k] {
		right += r.right
		items += r.items
	}
	return (right + 0.5) / (items + 1), items
}

// sampled is the sampling variance by the sizes of the test sets.
func (c *scales) sampled() variance {
	sum := 0.0
	for k, w := range c.weight {
		p, items := c.share(k)
		sum += w * p * (1 - p) / items
	}
	return variance{sum / float64(len(c.x)), stat.Normal}
}

// drawItems resamples the answers to the test set of every scale.
func (c *scales) drawItems(b stat.Bootstrap) func(int, []float64) {
	draws := stat.Picker{Stream: b.Stream}
	return func(r int, means []float64) {
		if c.answers == nil {
			c.answers = c.likelyAnswers()
		}
		for k := range means {
			means[k] += c.answers[k*quantiles+draws.Pick(uint64(r*len(c.x)+k), quantiles)]
		}
	}
}

// likelyAnswers are equally likely deviations from the share of right answers, by scale.
func (c *scales) likelyAnswers() []float64 {
	table := make([]float64, 0, len(c.x)*quantiles)
	for k := range c.x {
		p, n := c.share(k)
		for _, right := range binomialQuantiles(n, p) {
			table = append(table, right/n-p)
		}
	}
	return table
}

// binomialQuantiles are the numbers of right answers of n at evenly spaced probabilities.
func binomialQuantiles(n, p float64) []float64 {
	odds := p / (1 - p)
	mode := math.Floor((n + 1) * p)
	var below, above []float64 // probabilities relative to that of the mode
	for k, w := mode, 1.0; k > 0 && w > 1e-18; k-- {
		w *= k / (n - k + 1) / odds
		below = append(below, w)
	}
	for k, w := mode, 1.0; k < n && w > 1e-18; k++ {
		w *= (n - k) / (k + 1) * odds
		above = append(above, w)
	}
	slices.Reverse(below)
	weights := slices.Concat(below, []float64{1}, above)
	total := 0.0
	for _, w := range weights {
		total += w
	}
	list := make([]float64, quantiles)
	at, sum := 0, weights[0]
	for i := range list {
		for sum < total*(float64(i)+0.5)/quantiles && at+1 < len(weights) {
			at++
			sum += weights[at]
		}
		list[i] = mode - float64(len(below)) + float64(at)
	}
	return list
}
