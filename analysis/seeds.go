package analysis

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
)

// mostSeeds limits the seeds of a point in estimates that resample seeds: peaks and valleys, susceptibility, boundaries in
// a plane, and the verdict by representation.
const mostSeeds = 40

// replicates is the largest number of rows at a scale.
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

// thinned is the line with about mostSeeds rows at a scale at most: those of an even selection of its seeds.
func (l *line) thinned() *line {
	thin := *l
	thin.rows = someSeeds(l.table, l.rows, l.replicates())
	return &thin
}

// someSeeds returns the rows of an even selection of seeds, given that a point has up to `most` rows; all rows if these are
// no more than mostSeeds.
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

// limitSeeds warns if curves of a simulated table are thinned; else it is empty.
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
