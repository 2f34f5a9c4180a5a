package circuits

import (
	"testing"

	"pgregory.net/rapid"
)

// Many circuits at once move as each of them alone does.
func TestFactorsMoveAsEachCircuitDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		depth, number := rapid.IntRange(2, maxDepth).Draw(t, "depth"), rapid.IntRange(1, 9).Draw(t, "circuits")
		numbers := func(name string, n int) []float64 {
			return rapid.SliceOfN(rapid.Float64Range(-2, 2), n, n).Draw(t, name)
		}
		u := make(Factors, depth)
		for j := range u {
			u[j] = numbers("factor", number)
		}
		drive, decay := numbers("drive", number), rapid.Float64Range(0, 1).Draw(t, "decay")
		want := make([][]float64, number)
		for i := range want {
			for j := range u {
				want[i] = append(want[i], u[j][i])
			}
			Step(want[i], drive[i], decay)
		}
		u.Step(drive, decay)
		s := make([]float64, number)
		u.Strengths(s)
		for i := range want {
			for j := range u {
				if u[j][i] != want[i][j] {
					t.Fatalf("factor %d of circuit %d: %g, want %g", j, i, u[j][i], want[i][j])
				}
			}
			if s[i] != Strength(want[i]) {
				t.Fatalf("strength of circuit %d: %g, want %g", i, s[i], Strength(want[i]))
			}
		}
	})
}
