package sim

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// The small solver against gonum's.
func TestDenseSolves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "n")
		entries := rapid.SliceOfN(rapid.Float64Range(-1, 1), n*n+n, n*n+n).Draw(t, "entries")
		d := newDense(n)
		copy(d.lu, entries)
		a := mat.NewDense(n, n, append([]float64(nil), entries[:n*n]...))
		b := append([]float64(nil), entries[n*n:]...)
		var want mat.VecDense
		if err := want.SolveVec(a, mat.NewVecDense(n, append([]float64(nil), b...))); err != nil {
			return // singular, or nearly
		}
		d.factor()
		d.solve(b)
		for i := range b {
			if math.Abs(b[i]-want.AtVec(i)) > 1e-6*(1+math.Abs(want.AtVec(i))) {
				t.Fatalf("x[%d] = %g, want %g", i, b[i], want.AtVec(i))
			}
		}
	})
}
