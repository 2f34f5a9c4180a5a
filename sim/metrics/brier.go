package metrics

import "math"

// Brier is the expected Brier score of one answer token, 0 to 2: the sum over
// classes of (indicator - probability)^2 (Schaeffer et al. arXiv:2304.15004,
// sec 2). Its arguments are those of Loss.
func (s *Softmax) Brier(margin, sigma float64) float64 {
	p := placeOf(margin, sigma)
	return s.brierAt(&p)
}

func (s *Softmax) brierAt(p *place) float64 { return p.read(s.brier, s.brierRow) }

// brierRow is the Brier score at every margin of the table,
// 1 - 2 E[p] + E[p^2] + (v-1) E[p_j^2], with p the probability of the right class
// and p_j that of another.
func (s *Softmax) brierRow(t *transform) []float64 {
	n := len(t.missing)
	right := make([]float64, n)
	others, allButOne := make([]float64, n), make([]float64, n)
	for i, logKept := range t.logKept {
		right[i] = t.second[i] - 2*t.first[i]
		others[i] = math.Exp((s.classes - 1) * logKept)
		allButOne[i] = (s.classes - 1) * t.second[i] * math.Exp((s.classes-2)*logKept)
	}
	row := make([]float64, marginValues)
	other := make([]float64, marginValues)
	overlaps(right, others, row)
	overlaps(t.kept, allButOne, other)
	for k := range row {
		row[k] = 1 + (row[k]+other[k])*t.step
	}
	return row
}
