package scenarios

import "slices"

// Shares are the tasks' shares of the mix, normalized, or zeros where no task has items. If no task states one,
// they are proportional to the tasks' items, as in training on all items at once.
func (s *Scenario) Shares() []float64 {
	shares := make([]float64, len(s.Tasks))
	total := 0.0
	stated := slices.ContainsFunc(s.Tasks, func(t Task) bool { return t.Share > 0 })
	for i := range s.Tasks {
		t := &s.Tasks[i]
		switch {
		case t.Items == 0:
		case stated:
			shares[i] = t.Share
		default:
			shares[i] = float64(t.Items)
		}
		total += shares[i]
	}
	for i := range shares {
		if total > 0 {
			shares[i] /= total
		}
	}
	return shares
}
