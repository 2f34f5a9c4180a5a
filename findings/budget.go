package findings

import "github.com/circsim/circsim/evaluations"

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
