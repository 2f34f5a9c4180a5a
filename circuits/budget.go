package circuits

// Occupied is the share of its footprint that a generalization circuit of strength
// s uses, and the derivative of that share with respect to s: 1 - e^-s, less its
// value at the initial strength (docs/model.md, equation 4).
func Occupied(strength, initial float64) (share, slope float64) {
	if strength <= initial || strength <= 0 {
		return 0, 0
	}
	e := decayed(strength)
	return decayed(max(initial, 0)) - e, e
}

// decayed is e^-s. Most tickets are so weak that the quadratic expansion is exact.
func decayed(s float64) float64 {
	if s < 1e-5 {
		return 1 - s + s*s/2
	}
	return Exp(-s)
}
