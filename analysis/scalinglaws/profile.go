package scalinglaws

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// profile is the runs of one budget.
type profile struct {
	runs    []sizedRun
	before  int     // runs of the budgets before it
	compute float64 // mean of ln C
	least   vertex
	drawn   []vertex // by resample
}

// vertex is the minimum of a parabola in ln N.
type vertex struct {
	at, loss float64
	reason   string // why there is none; empty: there is one
}

// alikeCompute is the difference of ln C up to which runs share a budget.
var alikeCompute = math.Log(1.1)

// leastSizes is the number of sizes from which the points can contradict a parabola.
const leastSizes = 4

// gatherBudgets takes the stretch of compute with the most runs as a budget, then the one with the most
// of the remaining runs, and so on while a stretch has leastSizes runs; of equal stretches it takes the
// one of less compute. Stretches of fewer sizes are no budgets.
func gatherBudgets(list []sizedRun) []*profile {
	rest := slices.Clone(list)
	var profiles []*profile
	for {
		from, to := 0, 0
		for i, j := 0, 0; i < len(rest); i++ {
			for j < len(rest) && rest[j].compute-rest[i].compute <= alikeCompute {
				j++
			}
			if j-i > to-from {
				from, to = i, j
			}
		}
		if to-from < leastSizes {
			break
		}
		p := &profile{runs: slices.Clone(rest[from:to])}
		rest = slices.Delete(rest, from, to)
		if sizesOf(p.runs) < leastSizes {
			continue
		}
		for _, r := range p.runs {
			p.compute += r.compute / float64(len(p.runs))
		}
		profiles = append(profiles, p)
	}
	slices.SortFunc(profiles, func(a, b *profile) int { return cmp.Compare(a.compute, b.compute) })
	before := 0
	for _, p := range profiles {
		p.before = before
		before += len(p.runs)
	}
	return profiles
}

// vertex fits the loss by a parabola in ln N, by least squares with the counts as weights.
func (p *profile) vertex(count []float64) vertex {
	middle, sum := 0.0, 0.0
	for i, c := range count {
		middle += c * p.runs[i].size
		sum += c
	}
	middle /= sum
	// Normal equations in x = ln N - middle, whose sum is 0.
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
	// left is the part of x^2 that 1 and x do not explain.
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
		return vertex{reason: "the minimum lies outside the runs"}
	}
	return vertex{at: at + middle, loss: y0/sum - curvature*mean - curvature*at*at}
}

// vertices finds the minimum of a budget and bootstraps its interval.
func (p *profile) vertices(b stat.Bootstrap) Budget {
	n := len(p.runs)
	count := slices.Repeat([]float64{1}, n)
	p.least = p.vertex(count)
	unknown := stat.Undefined(p.least.reason)
	budget := Budget{FLOPs: math.Exp(p.compute), Runs: n, Reason: p.least.reason, Params: unknown, Loss: unknown}
	if p.least.reason != "" {
		return budget
	}
	p.drawn = make([]vertex, b.Resamples)
	var at, loss []float64
	for r := range p.drawn {
		b.Count(b.Resamples*p.before, r, count)
		p.drawn[r] = p.vertex(count)
		if v := p.drawn[r]; v.reason == "" {
			at, loss = append(at, v.at), append(loss, v.loss)
		}
	}
	if lost := b.Resamples - len(at); float64(lost) > tooManyLost*float64(b.Resamples) {
		budget.Reason = fmt.Sprintf("%d of %d resamples have no minimum", lost, b.Resamples)
		return budget
	}
	budget.Params, budget.Loss = stat.Bootstrapped(p.least.at, at).Exp(), stat.Bootstrapped(p.least.loss, loss)
	return budget
}
