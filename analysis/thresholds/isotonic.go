package thresholds

// isotonic is the increasing least-squares regression of weighted points (pool adjacent violators).
type isotonic struct {
	level, weight []float64 // of each block
	size          []int
	blocks        int
	fit           []float64 // by point
}

func newIsotonic(n int) *isotonic {
	return &isotonic{make([]float64, n), make([]float64, n), make([]int, n), 0, make([]float64, n)}
}

func (f *isotonic) set(y, weight []float64) {
	n := 0
	for i, v := range y {
		f.level[n], f.weight[n], f.size[n] = v, weight[i], 1
		n++
		for ; n > 1 && f.level[n-2] >= f.level[n-1]; n-- {
			a, b := f.weight[n-2], f.weight[n-1]
			f.level[n-2] = (a*f.level[n-2] + b*f.level[n-1]) / (a + b)
			f.weight[n-2] = a + b
			f.size[n-2] += f.size[n-1]
		}
	}
	f.blocks = n
	i := 0
	for block := range n {
		for range f.size[block] {
			f.fit[i] = f.level[block]
			i++
		}
	}
}

// roughness is the variance of a replicate about the increasing regression of the scales other than k (-1: of all).
// A regression of n points with b levels has n-b degrees of freedom left in the mean (Meyer and Woodroofe,
// Ann. Stat. 28 (2000) 1083); a tenth of a level more each keeps tests that divide by it below their 5%.
func (c *scales) roughness(k int) variance {
	var y, weight []float64
	for i := range c.x {
		if i != k {
			y, weight = append(y, c.mean[i]), append(weight, c.weight[i])
		}
	}
	f := newIsotonic(len(y))
	f.set(y, weight)
	sum := 0.0
	for i, v := range y {
		sum += weight[i] * (v - f.fit[i]) * (v - f.fit[i])
	}
	df := float64(len(y)) - 1.1*float64(f.blocks)
	return variance{sum / max(df, 1), student(df)}
}
