package circuits

// Unseen describes the logits of an item outside the training set (docs/model.md,
// equation 5): Normal(G, Variance) for the right class, Normal(0, Variance) for
// every other.
type Unseen struct {
	Noise        float64 // sigma_0^2, variance without interference
	Leak         float64 // weight of memorization in the variance
	Interference float64 // chi of the interpolation noise
}

// Variance is that of an unseen item's logits. memory2 is the mean square strength
// of the task's memorization, plus that of other tasks weighted by their overlap.
// stored is the share of the pool's budget that holds memorized bits, and load
// the share in use. The interpolation noise diverges as memorization fills the
// budget, like that of ridgeless regression as gamma -> 1 (Hastie et al.
// arXiv:1903.08560, Theorem 1).
func (u Unseen) Variance(memory2, stored, load float64) float64 {
	free := max(1-load, freeFloor)
	return u.Noise + memory2*(u.Leak+u.Interference*stored/free)
}

// LeakAt scales the leak of a network of reference parameters to one of params
// parameters: features in superposition interfere less in a larger network. If
// exponent or reference is 0, the leak does not depend on size.
func LeakAt(leak, params, reference, exponent float64) float64 {
	return leak * SizePower(params, reference, -exponent)
}
