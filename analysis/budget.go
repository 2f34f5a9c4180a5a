package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// Numbers of resamples.
const (
	usual  = 1000
	least  = 119 // with which the intervals of package thresholds still have their coverage
	enough = 200 // for intervals from a spread and not from percentiles, as in package transitions

	ofCollapse = 80 // a search each: a bound from their spread is as uncertain as one from 200 by percentiles
)

// budget is the number of resampled scales that a core works through in a second.
const budget = 4.4e5

// affordable is the number of resamples for a table: fewer the more curves and seeds it has. It does not depend on the
// machine.
func affordable(t *evaluations.Table, curves []curve) int {
	work := 0.0
	for _, c := range curves {
		for i := range c.lines {
			l := &c.lines[i]
			work += float64(min(stat.MaxScales, len(l.at))) * max(1, float64(l.replicates())/mostSeeds)
		}
	}
	work *= float64(len(scoresOf(t)))
	return max(least, min(usual, int(budget/max(1, work))))
}

// Work on one metric of a curve, in units of one scale of one resample.
const (
	fitting  = 33  // resamples that take as long as fitting the curve
	overhead = 40  // scales that take as long as the rest of a curve
	drawn    = 14  // replicates that are resampled in the time of fitting a curve
	feasible = 7e7 // by two cores in five seconds
)

// limitIntervals leaves curves without intervals if even the smallest number of resamples of all curves would take too
// long. The curves with intervals are an even selection at every scale; scales with few curves keep all. The warning says
// how many.
func limitIntervals(t *evaluations.Table, curves []curve, resamples int) (fewer int, warning string) {
	metrics, work := scoresOf(t), make([]float64, len(curves))
	left, all := float64(feasible), 0
	for i, c := range curves {
		for k := range c.lines {
			l := &c.lines[k]
			work[i] += l.estimates(metrics) * float64(overhead+min(stat.MaxScales, len(l.at))) * max(1, float64(l.replicates())/drawn)
		}
		left -= fitting * work[i]
		work[i] *= least
		all += len(c.lines)
	}
	shares, whole := shared(max(left, 0), work)
	if whole {
		return resamples, ""
	}
	kept, reason := 0, fmt.Sprintf("no interval: the table has %d curves", all)
	for i, c := range curves {
		n := len(c.lines)
		some := max(1, int(shares[i]*float64(n)))
		for k := range n {
			c.lines[k].open = reason
		}
		for _, k := range spread(min(some, n), n) {
			c.lines[k].open = ""
			kept++
		}
	}
	return least, fmt.Sprintf("intervals are drawn for %d of %d curves, spread evenly", kept, all)
}

// estimates counts the metrics of a line, twice if the chance level is known: an onset takes as long as all else.
func (l *line) estimates(metrics []int) float64 {
	n := 0.0
	for _, m := range metrics {
		n++
		if l.table.Chance(l.first(), m) >= 0 {
			n++
		}
	}
	return n
}

// shared divides a budget equally among parts of work; what small parts do not need goes to the others. It returns the
// share of each part that is done, and whether all is.
func shared(left float64, work []float64) (shares []float64, whole bool) {
	order := make([]int, len(work))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(work[a], work[b]) })
	shares, whole = make([]float64, len(work)), true
	for k, i := range order {
		if done := min(work[i], left/float64(len(order)-k)); work[i] > 0 {
			shares[i] = done / work[i]
			whole = whole && done == work[i]
			left -= done
		}
	}
	return shares, whole
}

// spread returns an even selection of the numbers below n.
func spread(some, n int) []int {
	list := make([]int, some)
	for i := range list {
		list[i] = (2*i + 1) * n / (2 * some)
	}
	return list
}

// lawPoints is the number of models to which two cores fit the laws of a table in a few seconds: a form with 60 starts, to
// all models and without the largest, and from the optima to each resample.
const lawPoints = 1 << 11

// affordableFamilies returns the families that laws are fitted to: all, or an even selection with a warning if there are more
// models than lawPoints.
func affordableFamilies(all []*trainedRuns) (some []*trainedRuns, warning string) {
	points := 0
	for _, g := range all {
		points += min(len(g.runs), scalinglaws.MostFitted)
	}
	if points <= lawPoints {
		return all, ""
	}
	n := max(1, len(all)*lawPoints/points)
	for _, i := range spread(n, len(all)) {
		some = append(some, all[i])
	}
	return some, fmt.Sprintf("laws are fitted to %d of %d families of models, spread evenly: all would take too long", n, len(all))
}
