package circuits

import "math"

// SizePower is (params / reference)^exponent, the factor by which a constant of a
// network of reference parameters differs in one of params parameters
// (docs/model.md, equations 5 and 11). If exponent or reference is 0, it is 1.
func SizePower(params, reference, exponent float64) float64 {
	if exponent == 0 || reference == 0 {
		return 1
	}
	return math.Pow(params/reference, exponent)
}
