package transitions

import "github.com/circsim/circsim/analysis/stat"

// EffectiveComplexity is, for each configuration X, the greatest number of items Y at which mean training error is at
// most eps (Nakkiran et al., arXiv:1912.02292, definition 1; they take eps = 0.1). Value of the runs is training error.
func EffectiveComplexity(runs []Run, eps float64, b stat.Bootstrap) Boundary {
	right := make([]Run, len(runs))
	for i, r := range runs {
		r.Value = -r.Value
		right[i] = r
	}
	return FindBoundary(right, -eps, LastFall, b)
}
