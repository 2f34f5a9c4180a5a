package circuits

import "math"

// Unseen describes the logits of an item that the network was not trained on
// (docs/model.md, equation 5): Normal(G, Variance) on the right class and
// Normal(0, Variance) on every other.
type Unseen struct {
	Noise        float64 // sigma_0^2, variance without interference
	Leak         float64 // how strongly memorization answers unseen items
	Interference float64 // chi of the interpolation noise
}

// Variance of an unseen item's logits. memory2 is the mean square strength of
// the memorization that reaches the item (other tasks' in proportion to their
// overlap), stored the share of the pool's budget that holds memorized bits,
// load all of it in use. The interpolation noise diverges where stored bits
// meet capacity, as ridgeless regression does at gamma -> 1 (Hastie et al.
// arXiv:1903.08560, Theorem 1).
func (u Unseen) Variance(memory2, stored, load float64) float64 {
	free := max(1-load, freeFloor)
	return u.Noise + memory2*(u.Leak+u.Interference*stored/free)
}

// LeakAt is the leak of a network of params parameters when it is leak at
// reference parameters: features in superposition interfere less in a larger
// network. Exponent 0, or reference 0, is a leak that size does not change.
func LeakAt(leak, params, reference, exponent float64) float64 {
	if exponent == 0 || reference == 0 {
		return leak
	}
	return leak * math.Pow(params/reference, -exponent)
}
