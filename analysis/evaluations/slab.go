package evaluations

// slab cuts slices of numbers from large blocks, to save allocations. The caller fills them.
type slab struct{ free []float64 }

// slabFloats is the number of floats of a block.
const slabFloats = 1 << 16

func (s *slab) take(n int) []float64 {
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		s.free = make([]float64, max(n, slabFloats))
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}
