package lanes

// sum holds the partial sums of a sum over a slice.
type sum [8]float64

// add adds element i. The conversion keeps a product x from being fused.
func (s *sum) add(i int, x float64) { s[i&7] += float64(x) }

func (s *sum) total() float64 {
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

// Sums are the sums over runs of x and of y: run k reaches from ends[k-1], or 0, to ends[k]-1. ends ascends.
func Sums(ofX, ofY, x, y []float64, ends []int) {
	n := len(ends)
	ofX, ofY = cut(ofX, n), cut(ofY, n)
	x, y = cut(x, len(x)), cut(y, len(x))
	first := 0
	for _, end := range ends {
		_ = x[first:end]
		first = end
	}
	sums(ofX, ofY, x, y, ends)
}

func plainSums(ofX, ofY, x, y []float64, ends []int) {
	first := 0
	for k, end := range ends {
		ofX[k], ofY[k] = total(x[first:end]), total(y[first:end])
		first = end
	}
}

func total(x []float64) float64 {
	var s sum
	for i, v := range x {
		s.add(i, v)
	}
	return s.total()
}
