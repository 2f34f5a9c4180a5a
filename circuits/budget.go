package circuits

import "math"

// Occupied is the share of a generalization circuit's footprint that is in use
// at strength s, and its derivative. docs/model.md, equation 4: 1 - e^-s, with
// the strength at initialization counted as zero.
func Occupied(strength, initial float64) (share, slope float64) {
	if strength <= initial {
		return 0, 0
	}
	e := decayed(strength)
	return decayed(initial) - e, e
}

// decayed is e^-s; most tickets are so weak that two terms are exact.
func decayed(s float64) float64 {
	if s < 1e-5 {
		return 1 - s + s*s/2
	}
	return math.Exp(-s)
}

// Bits is the information that memorization of one item adds beyond what is
// generalized (Morris et al. arXiv:2505.24832, "unintended memorization"): the
// loss that it takes off, in bits. atInitial is the answer at the strength of
// initialization, which counts as nothing stored.
func Bits(atInitial, now Answer, strength, initial float64) (bits, dm, dg float64) {
	if strength <= initial {
		return 0, 0, 0
	}
	return (atInitial.Loss - now.Loss) / math.Ln2, now.Memory / math.Ln2, (now.General - atInitial.General) / math.Ln2
}
