package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
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

// affordable is how many resamples a table gets: fewer the more curves it has, and the more of its seeds
// do not count where seeds are drawn, whatever the machine.
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

// Work at one metric of a curve, in scales of one resample: fitting takes as long as so many resamples, and
// every curve as long as so many scales more.
const (
	fitting  = 33
	overhead = 40
	drawn    = 14  // replicates that are drawn again while a curve is fitted
	feasible = 7e7 // worked at by two cores in five seconds
)

// limitIntervals leaves curves without intervals where a table has so many that even the least resamples of all would take
// too long. Those of every scale are spread evenly, and scales with few curves keep all. The warning says how many.
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

// estimates counts the metrics of a line, twice where the level of chance is known: an onset takes as long as all else.
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

// shared gives every part as much, and what small ones do not need to the others: the share of each that is done, and
// whether all is.
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

// spread are some of n numbers, evenly.
func spread(some, n int) []int {
	list := make([]int, some)
	for i := range list {
		list[i] = (2*i + 1) * n / (2 * some)
	}
	return list
}

// lawPoints is how many models the laws of a table are fitted to in a few seconds by two cores: by a form of 60 starts,
// once to all of them, once without the largest, and from the optima to each resample.
const lawPoints = 1 << 11

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
	for _, i := range spread(n, len(all)) {
		some = append(some, all[i])
	}
	return some, fmt.Sprintf("laws are fitted to %d of %d families of models, spread evenly: all would take too long", n, len(all))
}
