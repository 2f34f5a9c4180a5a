package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// ThresholdLoss is the loss at which scores leave chance.
type ThresholdLoss struct {
	Eta    stat.Estimate // in units of Checkpoint.Loss
	Slope  stat.Estimate // score gained per unit of loss below eta, positive
	Before stat.Estimate // mean score at losses above eta
}

// mostBins is the largest number of bins of loss, with equally many checkpoints each, that a hinge is fitted to.
const mostBins = 32

// FindThresholdLoss fits equation 3 of Du et al. (arXiv:2403.15796): chance level above eta, rising as loss falls below
// it, here along a line that may end in a plateau. The estimates are undefined if the chance level is unknown. Eta is
// that of all runs together: if each run has its own, the hinge begins with the earliest and lies above their mean.
func FindThresholdLoss(c Checkpoints, b stat.Bootstrap) ThresholdLoss {
	return newCloud(c).threshold(b)
}

// bins holds sums of scores above chance by bin of loss and unit.
type bins struct {
	u      []float64 // mean of -loss, ascending
	fit    *hinges
	y, w   []float64   // of the present resample
	sum, n [][]float64 // by unit and bin
}

func (c *cloud) bins() *bins {
	count := min(len(c.points), mostBins)
	k := &bins{
		u: make([]float64, count), y: make([]float64, count), w: make([]float64, count),
		sum: make([][]float64, c.units), n: make([][]float64, c.units),
	}
	for u := range k.sum {
		k.sum[u], k.n[u] = make([]float64, count), make([]float64, count)
	}
	for place, i := range c.fallingLoss {
		bin := place * count / len(c.points)
		p := c.points[i]
		k.w[bin]++
		k.u[bin] += (-p.Loss - k.u[bin]) / k.w[bin]
		k.sum[c.unit[i]][bin] += p.Score - c.chance
		k.n[c.unit[i]][bin]++
	}
	k.fit = newHinges(k.u)
	return k
}

// weigh weights the units by times.
func (k *bins) weigh(times []float64) {
	clear(k.y)
	clear(k.w)
	for u, t := range times {
		if t == 0 {
			continue
		}
		for bin, n := range k.n[u] {
			k.w[bin] += t * n
			k.y[bin] += t * k.sum[u][bin]
		}
	}
	for bin, w := range k.w {
		if w > 0 {
			k.y[bin] /= w
		}
	}
}

func (c *cloud) threshold(b stat.Bootstrap) ThresholdLoss {
	missing := func(reason string) ThresholdLoss {
		e := stat.Undefined(reason)
		return ThresholdLoss{e, e, e}
	}
	switch {
	case math.IsNaN(c.chance):
		return missing("the chance level is not known")
	case len(c.points) < 4:
		return missing("fewer than four checkpoints")
	}
	k := c.bins()
	k.weigh(c.once)
	full, ok := k.fit.fit(k.y, k.w)
	if !ok {
		return missing("scores do not rise from chance as loss falls")
	}
	if full.start <= k.u[0] {
		return missing("scores rise from the highest loss on")
	}
	var eta, slope []float64
	for _, times := range c.draw(b) {
		k.weigh(times)
		if h, ok := k.fit.near(k.y, k.w, full); ok {
			slope = append(slope, h.slope)
			if h.start <= k.u[0] {
				h.start = math.Inf(-1)
			}
			eta = append(eta, -h.start)
		}
	}
	out := ThresholdLoss{c.interval(-full.start, eta), c.interval(full.slope, slope), c.before(-full.start, b)}
	if len(eta)*2 < b.Resamples {
		out.Eta.Low, out.Eta.High, out.Eta.Reason = math.Inf(-1), math.Inf(1), "most resamples have no threshold"
	}
	return out
}

// before is the mean score at losses above eta.
func (c *cloud) before(eta float64, b stat.Bootstrap) stat.Estimate {
	sum, n := make([]float64, c.units), make([]float64, c.units)
	for i, p := range c.points {
		if p.Loss > eta {
			sum[c.unit[i]] += p.Score
			n[c.unit[i]]++
		}
	}
	return c.bootstrap(b, func(times []float64) float64 {
		s, m := 0.0, 0.0
		for u, t := range times {
			s += t * sum[u]
			m += t * n[u]
		}
		return c.sign * s / m
	})
}
