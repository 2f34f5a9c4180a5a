package designs

import (
	"fmt"
	"strconv"

	"github.com/circsim/circsim/internal/random"
)

// Morris is an infinite sequence of one-at-a-time trajectories for screening: M. D.
// Morris, "Factorial sampling plans for preliminary computational experiments",
// Technometrics 33 (1991), pp. 161-174. A trajectory has dims+1 points on a grid of
// p levels 0, 1/(p-1), ..., 1. It moves every coordinate exactly once, in random
// order, by +-p/(2(p-1)). A Morris is immutable and safe for concurrent use.
type Morris struct {
	dims   int
	levels int64
	seed   int64
}

// NewMorris gives the trajectories of a seed. It refuses fewer than 1 dimension, and
// levels other than an even number from 2 to 2^32.
func NewMorris(dims int, levels int64, seed int64) (*Morris, error) {
	if dims < 1 {
		return nil, fmt.Errorf("a Morris trajectory moves along at least 1 dimension, not %d", dims)
	}
	if levels < 2 || levels > 1<<32 || levels%2 != 0 {
		return nil, fmt.Errorf("a Morris grid has an even number of levels from 2 to 2^32, not %d", levels)
	}
	return &Morris{dims, levels, seed}, nil
}

// Point is number i >= 0 of the sequence, in the closed unit cube: point i mod
// (dims+1) of trajectory i/(dims+1), both counted from 0.
func (m *Morris) Point(i int64) []float64 {
	start, order := m.trajectory(i)
	for _, axis := range order[:m.step(i)] {
		start[axis] += m.jump(start[axis])
	}
	x := make([]float64, m.dims)
	for axis, level := range start {
		x[axis] = float64(level) / float64(m.levels-1)
	}
	return x
}

// Move gives the axis along which point i differs from point i-1, and the difference.
// At the first point of a trajectory the axis is -1 and the difference 0.
func (m *Morris) Move(i int64) (axis int, delta float64) {
	step := m.step(i)
	if step == 0 {
		return -1, 0
	}
	start, order := m.trajectory(i)
	axis = order[step-1]
	return axis, float64(m.jump(start[axis])) / float64(m.levels-1)
}

func (m *Morris) step(i int64) int { return int(i % int64(m.dims+1)) }

// jump is the move by half the levels, up or down, that stays on the grid.
func (m *Morris) jump(level int64) int64 {
	if level < m.levels/2 {
		return m.levels / 2
	}
	return -m.levels / 2
}

// trajectory draws the first point of point i's trajectory, by level along each axis,
// and the order in which it moves along the axes. Both are uniform.
func (m *Morris) trajectory(i int64) (start []int64, order []int) {
	s := random.NewStream(m.seed, "morris", strconv.FormatInt(i/int64(m.dims+1), 10))
	start, order = make([]int64, m.dims), make([]int, m.dims)
	for k := range m.dims {
		start[k] = int64(s.Uniform(uint64(2*k)) * float64(m.levels))
		// The inside-out Fisher-Yates shuffle.
		j := int(s.Uniform(uint64(2*k+1)) * float64(k+1))
		order[k] = order[j]
		order[j] = k
	}
	return start, order
}
