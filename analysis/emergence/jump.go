package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// mostReplicates is the largest number of replicates, or of groups of them, that a spread is estimated from.
const mostReplicates = 20

// leastJump is the smallest number of scales at which a step and a power law, with three parameters each, can be told
// apart with one scale left out.
const leastJump = 5

// jump says how much better a step predicts left-out scales than steady growth does: the difference of their
// leave-one-out squared errors, as a share of the variance over scales. A step is a level, and another from some scale
// on; steady growth is a power law of the scale with an offset, or a line in log scale. The interval is Student's over
// at most mostReplicates replicates, or over the scales left out if there is one replicate.
func jump(g *grid) stat.Estimate {
	var sums, alone []float64
	for _, y := range g.y[:min(len(g.y), mostReplicates)] {
		if differences := contest(g.x, y); differences != nil {
			alone = differences
			sums = append(sums, total(differences))
		}
	}
	switch len(sums) {
	case 0:
		return stat.Undefined("no replicate varies over five scales")
	case 1:
		e := stat.MeanOf(alone)
		n := float64(len(alone))
		return stat.Estimate{Value: n * e.Value, Low: n * e.Low, High: n * e.High, Reason: "over scales, as there is one replicate"}
	}
	return stat.MeanOf(sums)
}

func total(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

// contest gives, for every scale left out, the squared error of steady growth minus that of a step, as a share of the
// variance; nil if there are too few scales or the scores do not vary.
func contest(x, y []float64) []float64 {
	var u, v []float64
	for i := range x {
		if !math.IsNaN(y[i]) {
			u, v = append(u, math.Log(x[i])), append(v, y[i])
		}
	}
	if len(u) < leastJump {
		return nil
	}
	mean, variance := stat.Mean(v), 0.0
	for _, y := range v {
		variance += (y - mean) * (y - mean)
	}
	if variance <= 1e-24*mean*mean {
		return nil
	}
	steady := powersWithout(u, v)
	var differences []float64
	for i := 1; i < len(u)-1; i++ {
		step := fitStep(slices.Concat(u[:i], u[i+1:]), slices.Concat(v[:i], v[i+1:]))
		smooth, stepped := steady[i]-v[i], step.at(u[i])-v[i]
		differences = append(differences, (smooth*smooth-stepped*stepped)/variance)
	}
	return differences
}

// step is one level up to a scale and another from the next on.
type step struct{ last, first, low, high float64 }

// at is the level at u, and the mean of both between last and first.
func (s step) at(u float64) float64 {
	switch {
	case u <= s.last:
		return s.low
	case u >= s.first:
		return s.high
	}
	return (s.low + s.high) / 2
}

// fitStep is the best step by least squares, the first of equally good ones.
func fitStep(u, y []float64) step {
	sum := total(y)
	best, explained := step{}, math.Inf(-1)
	before := 0.0
	for i := 1; i < len(u); i++ {
		before += y[i-1]
		m, n := float64(i), float64(len(u)-i)
		low, high := before/m, (sum-before)/n
		if e := m*low*low + n*high*high; e > explained {
			best, explained = step{u[i-1], u[i], low, high}, e
		}
	}
	return best
}
