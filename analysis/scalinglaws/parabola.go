package scalinglaws

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// vertex is the minimum of a parabola in ln N.
type vertex struct {
	at, loss float64
	reason   string // why there is none; empty: there is one
}

// vertex fits loss by a parabola in ln N, by least squares, the runs as often as count says.
func (p *profile) vertex(count []float64) vertex {
	middle, sum := 0.0, 0.0
	for i, c := range count {
		middle += c * p.runs[i].size
		sum += c
	}
	middle /= sum
	// Normal equations in x = ln N - middle, of which the sum is 0.
	var x2, x3, x4, y0, y1, y2 float64
	low, high := math.Inf(1), math.Inf(-1)
	for i, c := range count {
		if c == 0 {
			continue
		}
		x, y := p.runs[i].size-middle, p.runs[i].loss
		low, high = min(low, x), max(high, x)
		square := x * x
		x2, x3, x4 = x2+c*square, x3+c*square*x, x4+c*square*square
		y0, y1, y2 = y0+c*y, y1+c*x*y, y2+c*square*y
	}
	// Of x^2, what 1 and x do not explain.
	mean, slope := x2/sum, x3/x2
	left := x4 - mean*x2 - slope*x3
	if !(left > 1e-9*x4) {
		return vertex{reason: "fewer than three sizes"}
	}
	curvature := (y2 - mean*y0 - slope*y1) / left
	if !(curvature > 0) {
		return vertex{reason: "the loss curves downwards"}
	}
	linear := y1/x2 - curvature*slope
	at := -linear / (2 * curvature)
	if at <= low || at >= high {
		return vertex{reason: "the runs do not enclose the minimum"}
	}
	return vertex{at: at + middle, loss: y0/sum - curvature*mean - curvature*at*at}
}

// vertices finds the minimum of a budget and draws its interval.
func (p *profile) vertices(b stat.Bootstrap) Budget {
	n := len(p.runs)
	count := slices.Repeat([]float64{1}, n)
	p.least = p.vertex(count)
	nothing := stat.Undefined(p.least.reason)
	budget := Budget{FLOPs: math.Exp(p.compute), Runs: n, Reason: p.least.reason, Params: nothing, Loss: nothing}
	if p.least.reason != "" {
		return budget
	}
	p.drawn = make([]vertex, b.Resamples)
	var at, loss []float64
	for r := range p.drawn {
		b.Count(b.Resamples*p.before, r, count)
		v := p.vertex(count)
		if v.reason == "" {
			at, loss = append(at, v.at), append(loss, v.loss)
		}
		p.drawn[r] = v
	}
	if lost := b.Resamples - len(at); float64(lost) > tooManyLost*float64(b.Resamples) {
		budget.Reason = fmt.Sprintf("the minimum is lost in %d of %d resamples", lost, b.Resamples)
		return budget
	}
	budget.Params, budget.Loss = stat.Bootstrapped(p.least.at, at).Exp(), stat.Bootstrapped(p.least.loss, loss)
	return budget
}
