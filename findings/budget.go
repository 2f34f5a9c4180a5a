package findings

import (
	"fmt"

	"github.com/circsim/circsim/evaluations"
	"github.com/circsim/circsim/scalinglaws"
)

// Resamples of a bootstrap: as many as usual, and as few as package thresholds covers the truth with.
const (
	usual = 1000
	least = 119
)

// enough is how many resamples tell a spread. Intervals in a plane go by it and not by percentiles; package transitions
// covers the truth with as many and fewer.
const enough = 200

// budget is how many resampled scales are worked at in a few seconds by two cores.
const budget = 2e7

// affordable is how many resamples a table gets: fewer the more curves it has, whatever the machine.
func affordable(t *evaluations.Table, curves []curve) int {
	scales := 0
	for _, c := range curves {
		for i := range c.lines {
			scales += min(64, len(c.lines[i].at))
		}
	}
	scales *= len(scoresOf(t))
	return max(least, min(usual, int(budget/float64(max(1, scales)))))
}

// lawPoints is how many models the laws of a table are fitted to in a few seconds by two cores: by a form of 60 starts,
// once to all of them, once without the largest, and from the optima to each resample.
const lawPoints = 1 << 12

// affordableFamilies are those that laws are fitted to: all, or of more models than lawPoints some families, spread
// evenly, which the warning says.
func affordableFamilies(all []*trainedRuns) (some []*trainedRuns, warning string) {
	points := 0
	for _, g := range all {
		points += min(len(g.runs), scalinglaws.MostFitted)
	}
	if points <= lawPoints {
		return all, ""
	}
	n := max(1, len(all)*lawPoints/points)
	for i := range n {
		some = append(some, all[(2*i+1)*len(all)/(2*n)])
	}
	return some, fmt.Sprintf("laws are fitted to %d of %d families of models, spread evenly: all would take too long", n, len(all))
}
