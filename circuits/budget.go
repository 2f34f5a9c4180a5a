package circuits

// Free is what a generalization circuit leaves free of its footprint at
// initialization.
type Free struct{ initial, share float64 }

// FreeAt is the free part at an initial strength.
func FreeAt(initial float64) Free { return Free{initial, decayed(max(initial, 0))} }

// Occupied is the share of its footprint that a generalization circuit of strength
// s uses, and the derivative of that share with respect to s: 1 - e^-s, less its
// value at the initial strength (docs/model.md, equation 4).
func (f Free) Occupied(strength float64) (share, slope float64) {
	if strength <= f.initial || strength <= 0 {
		return 0, 0
	}
	e := decayed(strength)
	return f.share - e, e
}

// decayed is e^-s. Most tickets are so weak that the quadratic expansion is exact.
func decayed(s float64) float64 {
	if s < 1e-5 {
		return 1 - s + s*s/2
	}
	return Exp(-s)
}
