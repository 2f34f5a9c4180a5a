package lanes

// sum holds the partial sums of a sum over a slice.
type sum [8]float64

// add adds element i. The conversion keeps a product x from being fused.
func (s *sum) add(i int, x float64) { s[i&7] += float64(x) }

func (s *sum) total() float64 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// Sum is the sum over a slice, for short ones.
func Sum(x []float64) float64 {
	switch len(x) {
	case 1:
		return 0 + x[0]
	case 3:
		return (0 + x[0] + x[2]) + (0 + x[1])
	case 4:
		return (0 + x[0] + x[2]) + (0 + x[1] + x[3])
	}
	var s sum
	for i, v := range x {
		s.add(i, v)
	}
	return s.total()
}
