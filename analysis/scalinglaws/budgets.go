package scalinglaws

import (
	"cmp"
	"math"
	"slices"
)

// profile is the runs of one budget.
type profile struct {
	runs    []sizedRun
	before  int     // runs of the budgets before it
	compute float64 // mean of ln C
	least   vertex
	drawn   []vertex // by resample
}

// alikeCompute is the difference of ln C within which runs share a budget.
var alikeCompute = math.Log(1.1)

// leastSizes is the number of sizes from which a parabola is tested by its points.
const leastSizes = 4

// gatherBudgets takes the stretch of compute that holds most runs, then that which holds most of
// the rest, and so on, of the least compute among equals, down to those of too few sizes.
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
