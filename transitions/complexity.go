package transitions

import (
	"math"

	"github.com/circsim/circsim/thresholds"
)

// EffectiveComplexity is, for each configuration X, the greatest number of items Y at which mean training error is at
// most eps (Nakkiran et al., arXiv:1912.02292, definition 1; they take eps = 0.1). Value of the runs is training error.
func EffectiveComplexity(runs []Run, eps float64, b thresholds.Bootstrap) Boundary {
	right := make([]Run, len(runs))
	for i, r := range runs {
		r.Value = -r.Value
		right[i] = r
	}
	return FindBoundary(right, -eps, LastFall, b)
}

// Against is how many times farther out a peak stands than the configuration whose effective complexity is the number
// of items, where Nakkiran et al. expect it. The interval adds both ones' lengths in logs as independent.
func Against(peak Extremum, complexity Boundary, items float64) thresholds.Estimate {
	at := complexity.Reach(items)
	if math.IsNaN(at.Value) {
		return at
	}
	x := peak.X
	side := func(a, b float64) float64 { return math.Hypot(math.Log10(a), math.Log10(b)) }
	value := math.Log10(x.Value / at.Value)
	e := thresholds.Estimate{
		Value:  value,
		Low:    value - side(x.Value/x.Low, at.High/at.Value),
		High:   value + side(x.High/x.Value, at.Value/at.Low),
		Reason: at.Reason,
	}
	if e.Reason == "" {
		e.Reason = x.Reason
	}
	return power(e)
}
