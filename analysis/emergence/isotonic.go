package emergence

// Isotonic is the weighted least-squares fit of a non-decreasing sequence to y,
// by pooling adjacent violators (Barlow et al. 1972). The weights are positive
// and as many as y; nil stands for equal weights. y is not changed.
func Isotonic(y, w []float64) []float64 {
	type block struct {
		mean, weight float64
		size         int
	}
	blocks := make([]block, 0, len(y))
	for i, v := range y {
		b := block{v, 1, 1}
		if w != nil {
			b.weight = w[i]
		}
		for n := len(blocks); n > 0 && blocks[n-1].mean >= b.mean; n = len(blocks) {
			a := blocks[n-1]
			total := a.weight + b.weight
			b = block{a.mean + (b.mean-a.mean)*(b.weight/total), total, a.size + b.size}
			blocks = blocks[:n-1]
		}
		blocks = append(blocks, b)
	}
	fit := make([]float64, 0, len(y))
	for _, b := range blocks {
		for range b.size {
			fit = append(fit, b.mean)
		}
	}
	return fit
}
