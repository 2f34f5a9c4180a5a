package designs

import "fmt"

// Saltelli is the endless sequence of points from which Sobol's sensitivity indices
// of first order and in total are estimated: A. Saltelli et al., "Variance based
// sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010),
// pp. 259-270, table 2. It comes in blocks of dims+2 points, one block for each base
// sample, so that more bases move no point. A Saltelli does not change and may be shared.
type Saltelli struct {
	dims int
	base *Sobol
}

// NewSaltelli gives the design of a seed in 1 to SobolDims/2 dimensions.
func NewSaltelli(dims int, seed int64) (*Saltelli, error) {
	if dims < 1 || dims > SobolDims/2 {
		return nil, fmt.Errorf("a Saltelli design has 1 to %d dimensions, not %d", SobolDims/2, dims)
	}
	base, err := NewSobol(2*dims, seed)
	return &Saltelli{dims, base}, err
}

// Point is point j = i mod (dims+2) of base sample i/(dims+2), strictly within the
// unit cube: row A for j = 0, row B for j = 1, and for j = 2+k row A with coordinate k
// from B. A and B are the first and the last half of one scrambled Sobol point. There
// are SobolPoints base samples; any other i panics.
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
