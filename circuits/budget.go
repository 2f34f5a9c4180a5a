package circuits

// Occupied is the share of a generalization circuit's footprint that is in use
// at strength s, and its derivative. docs/model.md, equation 4: 1 - e^-s, with
// the strength at initialization counted as zero.
func Occupied(strength, initial float64) (share, slope float64) {
	if strength <= initial || strength <= 0 {
		return 0, 0
	}
	e := decayed(strength)
	return decayed(max(initial, 0)) - e, e
}

// decayed is e^-s; most tickets are so weak that two terms are exact.
func decayed(s float64) float64 {
	if s < 1e-5 {
		return 1 - s + s*s/2
	}
	return Exp(-s)
}
