package designs

import "fmt"

// Saltelli is the sequence of points for estimates of Sobol's first-order and total
// sensitivity indices: A. Saltelli et al., "Variance based sensitivity analysis of model
// output", Comput. Phys. Commun. 181 (2010), pp. 259-270, table 2. Each base sample has a
// block of dims+2 consecutive points, so that further base samples move no point. A
// Saltelli is immutable and safe for concurrent use.
type Saltelli struct {
	dims int
	base *Sobol
}

// NewSaltelli gives the design of a seed. It refuses other than 1 to 64 dimensions.
func NewSaltelli(dims int, seed int64) (*Saltelli, error) {
	if dims < 1 || dims > maxSobolDims/2 {
		return nil, fmt.Errorf("a Saltelli design has 1 to %d dimensions, not %d", maxSobolDims/2, dims)
	}
	base, err := NewSobol(2*dims, seed)
	return &Saltelli{dims, base}, err
}

// Point is point j = i mod (dims+2) of base sample i/(dims+2), in the open unit cube:
// row A for j = 0, row B for j = 1, and row A with coordinate k of B for j = 2+k. A and
// B are the two halves of one scrambled Sobol point. There are 2^49 base samples; it
// panics for an i beyond them.
func (s *Saltelli) Point(i int64) []float64 {
	block := int64(s.dims + 2)
	both := s.base.Point(i / block)
	a, b := both[:s.dims:s.dims], both[s.dims:]
	switch j := int(i % block); j {
	case 0:
	case 1:
		return b
	default:
		a[j-2] = b[j-2]
	}
	return a
}
