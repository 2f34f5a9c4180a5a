package emergence

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
)

// Fraction is how often tasks are called emergent under one metric, the count
// that Schaeffer et al. make (arXiv:2304.15004, sec 4).
type Fraction struct {
	Metric                           string
	Kind                             Kind
	Emergent, NotEmergent, Undecided int
	Share                            stat.Estimate // Emergent of all pairs of a task and this metric
}

// Fractions counts the pairs of a task and a metric by metric, in the order of
// their names. The interval is Clopper's and Pearson's, over tasks.
func Fractions(pairs []Judged) []Fraction {
	sorted := slices.Clone(pairs)
	slices.SortStableFunc(sorted, func(a, b Judged) int { return strings.Compare(a.Metric, b.Metric) })
	var list []Fraction
	for i, p := range sorted {
		if i == 0 || p.Metric != sorted[i-1].Metric {
			list = append(list, Fraction{Metric: p.Metric, Kind: p.Kind})
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
	for i := range list {
		f := &list[i]
		f.Share = stat.ShareOf(f.Emergent, f.Emergent+f.NotEmergent+f.Undecided)
	}
	return list
}
