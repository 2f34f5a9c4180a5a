package emergence

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Fraction says how often tasks are called emergent under one metric, as Schaeffer et al. count (arXiv:2304.15004, sec
// 4).
type Fraction struct {
	Metric                           string
	Emergent, NotEmergent, Undecided int           // pairs of a task and this metric
	Share                            stat.Estimate // Emergent of all pairs
}

// Fractions counts the pairs of a task and a metric, by metric in alphabetical order. The interval is Clopper and
// Pearson's, over tasks.
func Fractions(pairs []Judged) []Fraction {
	sorted := slices.Clone(pairs)
	slices.SortStableFunc(sorted, func(a, b Judged) int { return cmp.Compare(a.Metric, b.Metric) })
	var list []Fraction
	for i, p := range sorted {
		if i == 0 || p.Metric != sorted[i-1].Metric {
			list = append(list, Fraction{Metric: p.Metric})
		}
		f := &list[len(list)-1]
		switch p.Performance.Verdict {
		case Emergent:
			f.Emergent++
		case NotEmergent:
			f.NotEmergent++
		default:
			f.Undecided++
		}
	}
	for i, f := range list {
		list[i].Share = stat.ShareOf(f.Emergent, f.Emergent+f.NotEmergent+f.Undecided)
	}
	return list
}
