package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Scores are tested in at most mostTested bins of loss, with leastTested checkpoints or more in each.
const (
	leastTested = 5
	mostTested  = 64
)

// onset tests scores against chance in bins of loss with equally many checkpoints each. It also returns the mean loss of
// each bin, descending.
func (c *cloud) onset() (thresholds.Onset, []float64) {
	count := min(max(len(c.points)/leastTested, 1), mostTested)
	s := stat.Series{Chance: c.sign * c.chance, Lower: c.sign < 0, Observations: make([]stat.Observation, 0, len(c.points))}
	mean, n := make([]float64, count), make([]float64, count)
	for rank, i := range c.fallingLoss {
		k := rank * count / len(c.points)
		p := c.points[i]
		n[k]++
		mean[k] += (p.Loss - mean[k]) / n[k]
		// Only the order of the bins matters to the test.
		s.Observations = append(s.Observations, stat.Observation{
			X: float64(k + 1), Y: c.sign * p.Score, Seed: int64(c.run[i]), Items: p.Items, Error: p.Error,
		})
	}
	return thresholds.FindOnset(s, stat.Bootstrap{}), mean
}

// starts says whether scores leave chance at some loss.
func (v *Verdict) starts(c *cloud, eta ThresholdLoss) (finding, string) {
	if len(c.points) == 0 {
		return unknown, "no checkpoints"
	}
	if math.IsNaN(c.chance) {
		return unknown, "the chance level is not known"
	}
	o, losses := c.onset()
	if why := untested(o); why != "" {
		return unknown, why
	}
	scales, p := flat(o)
	at := func(x float64) float64 {
		if math.IsNaN(x) {
			return x
		}
		return losses[int(x)-1]
	}
	v.figure("lowest loss at chance", at(o.LastAtChance), "nats")
	v.figure("highest loss above chance", at(o.FirstAbove), "nats")
	v.figure("neighbourhoods at chance", float64(scales), "")
	v.figure("joint p value of these", p, "")
	v.estimate("threshold loss", eta.Eta, "nats")
	v.estimate("score gained per nat below it", eta.Slope, "score")
	v.estimate("score above the threshold loss", eta.Before, "score")
	v.figure("chance", c.sign*c.chance, "score")
	switch {
	case math.IsNaN(o.FirstAbove) && o.FallenBack > 0:
		return unknown, "above chance at higher losses, not at the lowest"
	case math.IsNaN(o.FirstAbove):
		return no, "at no loss above chance"
	case math.IsNaN(o.LastAtChance):
		return no, "above chance at the highest losses already"
	case scales < leastFlat:
		return unknown, "too few losses at chance to tell a threshold"
	case !finite(eta.Eta.Low) || !finite(eta.Eta.High):
		return unknown, "the threshold loss has no bounds"
	}
	return yes, ""
}

// others says whether the other metrics' thresholds agree with eta: their intervals overlap.
func (v *Verdict) others(metrics []Checkpoints, eta stat.Estimate, b stat.Bootstrap) string {
	text := ""
	for _, m := range metrics {
		e := FindThresholdLoss(m, b).Eta
		v.estimate("threshold loss under "+m.Metric, e, "nats")
		switch {
		case math.IsNaN(e.Value):
			text += "; under " + m.Metric + " " + e.Reason
		case e.Low <= eta.High && e.High >= eta.Low:
			text += "; the same under " + m.Metric
		default:
			text += "; another under " + m.Metric
		}
	}
	return text
}
