package evaluations

// A table takes 8 bytes for each score, and for each row as much as rowNumbers scores. Tables of more than
// maxNumbers are refused before they fill the memory.
const (
	maxNumbers = 250_000_000
	rowNumbers = 20
)

// mostRows returns the maximum number of rows of a table with that many metrics.
func mostRows(metrics int) int { return maxNumbers / (rowNumbers + metrics) }

func tooLarge(path string, most, metrics int) error {
	return refuse(path, "more than %d rows, the maximum with %d metrics: expected a table of fewer rows or metrics", most, metrics)
}

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
