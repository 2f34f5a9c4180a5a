package circuits

// Occupied is the share of its footprint that a generalization circuit of some strength uses: e^-initial - e^-strength above
// the initial strength, otherwise 0 (docs/model.md, equation 4). initial is at least 0, and kept is e^-initial. lanes.Tickets is the same over
// arrays.
func Occupied(strength, initial, kept float64) float64 {
	grown := strength - initial
	switch {
	case !(grown > 0):
		return 0
	case grown < 0.01: // where a difference would lose digits: the series of 1 - e^-grown
		series := 1 - grown/7
		for _, n := range [...]float64{6, 5, 4, 3, 2} {
			series = 1 - float64(grown/n*series)
		}
		return kept * grown * series
	}
	return kept - Exp(-strength)
}
