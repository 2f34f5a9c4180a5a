package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// mostReplicates is how many replicates, or groups of them, a spread is told by.
const mostReplicates = 20

// leastJump is the number of scales from which a step and a power law, of three
// parameters each, can be told apart with one scale left out.
const leastJump = 5

// jump says how much better a step foretells scales that it was not fitted to
// than steady growth does: the difference of their squared errors of leaving one
// scale out, as a share of the variance over scales. A step is a level, and
// another from some scale on; steady growth is a power law of the scale with an
// offset, or a line in log scale. The interval is Student's over replicates, 20 at
// most; of one replicate, over the scales left out.
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

// contest gives, by scale left out, by how much the squared error of steady
// growth is larger than that of a step, in shares of the variance; nil where the
// scores cannot tell.
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
	mean, variance := total(v)/float64(len(v)), 0.0
	for _, y := range v {
		variance += (y - mean) * (y - mean)
	}
	if variance <= 1e-24*mean*mean {
		return nil
	}
	steady, kept, of := powersWithout(u, v), make([]float64, len(u)-1), make([]float64, len(u)-1)
	differences := make([]float64, len(u)-2)
	for i := 1; i < len(u)-1; i++ {
		copy(kept, u[:i])
		copy(kept[i:], u[i+1:])
		copy(of, v[:i])
		copy(of[i:], v[i+1:])
		smooth, step := steady[i]-v[i], fitStep(kept, of).at(u[i])-v[i]
		differences[i-1] = (smooth*smooth - step*step) / variance
	}
	return differences
}

// step is one level up to a scale and another from the next on.
type step struct{ last, first, low, high float64 }

// at is the level, between last and first half of each.
func (s step) at(u float64) float64 {
	switch {
	case u <= s.last:
		return s.low
	case u >= s.first:
		return s.high
	}
	return (s.low + s.high) / 2
}

// fitStep is the best by least squares, the first of equals.
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
