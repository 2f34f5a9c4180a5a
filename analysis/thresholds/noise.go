package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// few is the minimum number of seeds, or of replicates at a scale, to resample from; with fewer, noise is pooled.
const few = 3

// variance is the variance of one replicate about the mean of its scale, the same at all scales.
type variance struct {
	value float64
	df    stat.Student // degrees of freedom of the estimate; +Inf: known
}

// noise is the sampling error of the means of the scales.
type noise struct {
	variance
	// draw adds the deviations of resample number r to the means. Deviations are stretched by the quantiles of
	// Student's t over those of the normal distribution and by sqrt(n/(n-1)): without that, percentiles of few
	// replicates are too narrow (Hesterberg, Am. Stat. 69 (2015) 371, section 3.2).
	draw func(r int, means []float64)
	// errors are the standard errors of the means that are drawn from, and spread their degrees of freedom, where the noise is what
	// the means leave about a curve.
	errors []float64
	spread stat.Student
	// seeds are what each seed, drawn once more, adds to the means; nil where whole seeds are not resampled.
	seeds [][]float64
	// left is whether the noise is what the means leave about a curve.
	left bool
	// scatter is whether that noise is larger than the one that the observations tell.
	scatter bool
	// single is whether every scale has one replicate, whose own noise is known.
	single bool
	// uneven is whether it is larger about the half rise. A steep curve then is one of many, and resamples of it are too
	// much alike: steps count too.
	uneven bool
}

// noise comes from the first of these that the series has: seeds that recur across the scales, replicates at every
// scale, test sets, published errors, two replicates at some scales; otherwise from what a fit leaves. What a fit leaves
// counts too where the means scatter by more than the noise of the observations explains: then models differ in more
// than scale, and resampling the answers of each would not tell it.
func (c *scales) noise(b stat.Bootstrap, left leftover) noise {
	n, known := c.observed(b)
	if known && !c.scattered(n) {
		return n
	}
	return noise{variance: left.variance, draw: drawNormal(b, left.errors, left.df), errors: left.errors, spread: left.df, left: true, scatter: known, uneven: left.uneven}
}

// observed is the noise that the observations tell; false: they do not.
func (c *scales) observed(b stat.Bootstrap) (noise, bool) {
	spread := c.spread()
	if index := c.seeds(); index != nil {
		seeds := c.deviations(index)
		return noise{variance: spread, draw: drawSeeds(b, seeds), seeds: seeds}, true
	}
	switch {
	case c.every(func(list []replicate) bool { return len(list) >= few }):
		return noise{variance: spread, draw: c.drawReplicates(b, spread.df)}, true
	case c.every(haveItems):
		return noise{variance: c.sampled(), draw: c.drawItems(b), single: c.once()}, true
	case c.every(haveErrors):
		v, errors := c.published()
		return noise{variance: v, draw: drawNormal(b, errors, v.df), single: c.once()}, true
	case spread.df >= few:
		return noise{variance: spread, draw: drawNormal(b, c.pooled(spread).errors, spread.df)}, true
	}
	return noise{}, false
}

// spread pools the variance of replicates over scales; without two replicates at any scale it has 0 degrees of freedom.
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

// published derives the errors of the means from the published errors of the observations.
func (c *scales) published() (variance, []float64) {
	errors := make([]float64, len(c.x))
	sum := 0.0
	for k, w := range c.weight {
		errors[k] = c.error(k)
		sum += errors[k] * errors[k] * w
	}
	return variance{sum / float64(len(c.x)), stat.Normal}, errors
}

// error is the standard error of the mean of scale k by the published errors.
func (c *scales) error(k int) float64 {
	squares := 0.0
	for _, r := range c.replicates[k] {
		squares += r.error * r.error
	}
	return math.Sqrt(squares) / c.weight[k]
}

// once is whether every scale has one replicate.
func (c *scales) once() bool {
	return c.every(func(list []replicate) bool { return len(list) == 1 })
}

func (c *scales) every(holds func([]replicate) bool) bool {
	return !slices.ContainsFunc(c.replicates, func(list []replicate) bool { return !holds(list) })
}

// roughness is the variance of a replicate about the increasing regression of the scales other than k (-1: of all).
// A regression of n points with b levels leaves n-b degrees of freedom on average (Meyer and Woodroofe, Ann. Stat. 28
// (2000) 1083); counting 1.1 per level keeps the error rate of tests that divide by this variance below their 5%.
func (c *scales) roughness(k int) variance {
	var y, weight []float64
	for i := range c.x {
		if i != k {
			y, weight = append(y, c.mean[i]), append(weight, c.weight[i])
		}
	}
	f := stat.NewIsotonic(len(y))
	f.Set(y, weight)
	sum := 0.0
	for i, v := range y {
		sum += weight[i] * (v - f.Fit[i]) * (v - f.Fit[i])
	}
	df := float64(len(y)) - 1.1*float64(f.Levels)
	return variance{sum / max(df, 1), stat.Student(df)}
}

// drawNormal draws deviations from normal distributions with these standard errors of the means.
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
