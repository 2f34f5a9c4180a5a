package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// few is the least number of seeds, or of replicates at a scale, that are drawn from; with fewer the
// noise is pooled.
const few = 3

// variance is that of one replicate about the mean of its scale, the same at all scales.
type variance struct {
	value float64
	df    stat.Student // what it was estimated with; +Inf: known
}

// noise is how far the means of the scales might have been from the true ones.
type noise struct {
	variance
	// draw adds to the means of the scales what resample number r makes of them. It is stretched
	// by the quantiles of Student's t over normal ones and by sqrt(n/(n-1)), without which percentiles
	// of few replicates are too narrow (Hesterberg, Am. Stat. 69 (2015) 371, section 3.2).
	draw func(r int, means []float64)
	// seeds are what single seeds, drawn once more, add to the means; nil where seeds are not drawn.
	seeds [][]float64
}

// redraw gives every resample of the means to a function.
func (n noise) redraw(b stat.Bootstrap, mean []float64, to func(r int, means []float64)) {
	means := make([]float64, len(mean))
	for r := range b.Resamples {
		copy(means, mean)
		n.draw(r, means)
		to(r, means)
	}
}

// noise is the first of these that the series has: seeds that run through the scales, replicates at
// every scale, test sets, published errors, two replicates at some scales, what a fit has left.
func (c *scales) noise(b stat.Bootstrap, left variance) noise {
	spread := c.spread()
	if index := c.seeds(); index != nil {
		seeds := c.deviations(index)
		return noise{spread, drawSeeds(b, seeds), seeds}
	}
	if c.every(func(list []replicate) bool { return len(list) >= few }) {
		return noise{spread, c.drawReplicates(b, spread.df), nil}
	}
	if c.every(func(list []replicate) bool { return known(list, replicate.hasItems) }) {
		return noise{c.sampled(), c.drawItems(b), nil}
	}
	if c.every(func(list []replicate) bool { return known(list, replicate.hasError) }) {
		v, errors := c.published()
		return noise{v, drawNormal(b, errors, v.df), nil}
	}
	if spread.df >= few {
		left = spread
	}
	errors := make([]float64, len(c.x))
	for k, w := range c.weight {
		errors[k] = math.Sqrt(left.value / w)
	}
	return noise{left, drawNormal(b, errors, left.df), nil}
}

// spread pools the variance of replicates over scales; without two at any scale its degrees of freedom are 0.
func (c *scales) spread() variance {
	sum, df := 0.0, 0.0
	for k, list := range c.replicates {
		for _, r := range list {
			sum += (r.y - c.mean[k]) * (r.y - c.mean[k])
		}
		df += float64(len(list) - 1)
	}
	return variance{sum / max(df, 1), stat.Student(df)}
}

// published takes the errors of the means from those of the observations.
func (c *scales) published() (variance, []float64) {
	errors := make([]float64, len(c.x))
	sum := 0.0
	for k, w := range c.weight {
		errors[k] = c.error(k)
		sum += errors[k] * errors[k] * w
	}
	return variance{sum / float64(len(c.x)), stat.Normal}, errors
}

// error is the published one of the mean of scale k.
func (c *scales) error(k int) float64 {
	squares := 0.0
	for _, r := range c.replicates[k] {
		squares += r.error * r.error
	}
	return math.Sqrt(squares) / c.weight[k]
}

func (c *scales) every(holds func([]replicate) bool) bool {
	for _, list := range c.replicates {
		if !holds(list) {
			return false
		}
	}
	return true
}

// drawNormal draws from normal distributions with these standard errors of the means.
func drawNormal(b stat.Bootstrap, errors []float64, df stat.Student) func(int, []float64) {
	wider := df.Wider()
	pairs := (len(errors) + 1) / 2
	return func(r int, means []float64) {
		for i := range pairs {
			u, v := b.Stream.NormalPair(uint64(r*pairs + i))
			means[2*i] += wider * errors[2*i] * u
			if 2*i+1 < len(errors) {
				means[2*i+1] += wider * errors[2*i+1] * v
			}
		}
	}
}
