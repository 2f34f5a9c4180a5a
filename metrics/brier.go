package metrics

import "math"

// Brier is the expected Brier score of one answer token: the sum over classes
// of (indicator - probability)^2, from 0 to 2 (Schaeffer et al.
// arXiv:2304.15004, sec 2). margin and sigma are as for Loss.
func (s *Softmax) Brier(margin, sigma float64) float64 {
	return s.interpolate(s.brier, s.brierRow, margin/(1+sigma), sigma)
}

// brierRow is 1 - 2 E[p] + E[p^2] + (v-1) E[p_j^2] over the margins, p the
// right class's probability and p_j another's.
func (s *Softmax) brierRow(sigma float64) []float64 {
	t, origin := s.grid(sigma)
	n := len(t.missing)
	others, allButOne := make([]float64, n), make([]float64, n)
	for i, c := range t.missing {
		logKept := math.Log1p(-min(c, 1-0x1p-53))
		others[i] = math.Exp((s.classes - 1) * logKept)
		allButOne[i] = (s.classes - 1) * t.second[i] * math.Exp((s.classes-2)*logKept)
	}
	row := make([]float64, marginValues)
	for k := range row {
		shift := k*nodesPerStep - origin
		sum := 0.0
		for i := max(0, -shift); i < n && i+shift < n; i++ {
			j := i + shift
			sum += (t.second[j]-2*t.first[j])*others[i] + (1-t.missing[j])*allButOne[i]
		}
		row[k] = 1 + sum*t.step
	}
	return row
}
