package analysis

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
)

// mostSeeds is how many seeds of a point count where seeds are drawn again and again: for peaks and valleys, for where
// replicates differ most, for the boundaries in a plane, and for the verdict by representation.
const mostSeeds = 40

// replicates is the greatest number of rows at a scale.
func (l *line) replicates() int {
	most, n, last := 0, 0, 0.0
	for _, i := range l.rows {
		if x := l.scale.of(&l.table.Rows[i]); x != last {
			n, last = 0, x
		}
		n++
		most = max(most, n)
	}
	return most
}

// thinned is the line with at most about mostSeeds rows at a scale: those of some of its seeds, spread evenly.
func (l *line) thinned() *line {
	most := l.replicates()
	if most <= mostSeeds {
		return l
	}
	thin := *l
	thin.rows = someSeeds(l.table, l.rows, most)
	return &thin
}

// someSeeds are the rows of some seeds, spread evenly, where there are up to `most` rows at a point.
func someSeeds(t *evaluations.Table, rows []int32, most int) []int32 {
	if most <= mostSeeds {
		return rows
	}
	var seeds []int64
	for _, i := range rows {
		seeds = append(seeds, t.Rows[i].Seed)
	}
	slices.Sort(seeds)
	seeds = slices.Compact(seeds)
	some := map[int64]bool{}
	for _, i := range spread((len(seeds)*mostSeeds+most-1)/most, len(seeds)) {
		some[seeds[i]] = true
	}
	var kept []int32
	for _, i := range rows {
		if some[t.Rows[i].Seed] {
			kept = append(kept, i)
		}
	}
	return kept
}

// limitSeeds warns of the curves of a simulated table that are thinned.
func limitSeeds(t *evaluations.Table, curves []curve) (warning string) {
	most := 0
	for _, c := range curves {
		for i := range c.lines {
			most = max(most, c.lines[i].replicates())
		}
	}
	if !t.Simulated || most <= mostSeeds {
		return ""
	}
	return fmt.Sprintf("peaks, valleys, susceptibility, phase boundaries and verdicts by representation are those of %d of up to %d seeds a curve, spread evenly", mostSeeds, most)
}
