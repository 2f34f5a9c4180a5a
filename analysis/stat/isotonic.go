package stat

// Isotonic is the increasing least-squares regression of weighted points, by pooling adjacent violators (R. E. Barlow
// et al., Statistical Inference under Order Restrictions, 1972).
type Isotonic struct {
	Fit    []float64 // by point
	Levels int       // distinct values of Fit

	level, weight []float64 // by block of pooled points
	size          []int
}

// NewIsotonic has room for n points.
func NewIsotonic(n int) *Isotonic {
	return &Isotonic{Fit: make([]float64, n), level: make([]float64, n), weight: make([]float64, n), size: make([]int, n)}
}

// Set fits y, of at most as many points as there is room for. Weights are positive.
func (f *Isotonic) Set(y, weight []float64) {
	n := 0
	for i, v := range y {
		f.level[n], f.weight[n], f.size[n] = v, weight[i], 1
		n++
		for ; n > 1 && f.level[n-2] >= f.level[n-1]; n-- {
			total := f.weight[n-2] + f.weight[n-1]
			f.level[n-2] += (f.level[n-1] - f.level[n-2]) * (f.weight[n-1] / total)
			f.weight[n-2] = total
			f.size[n-2] += f.size[n-1]
		}
	}
	f.Levels = n
	i := 0
	for block := range n {
		for range f.size[block] {
			f.Fit[i] = f.level[block]
			i++
		}
	}
}
