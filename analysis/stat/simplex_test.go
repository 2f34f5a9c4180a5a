package stat

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/optimize"
	"pgregory.net/rapid"
)

// The search goes the way of gonum's, to the last bit, over hills and valleys with steps and ends.
func TestSimplexIsThatOfGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(low, high float64, name string) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
		a, b, turn, wave := draw(0.1, 20, "a"), draw(0.1, 20, "b"), draw(-3, 3, "turn"), draw(0, 2, "wave")
		grain, end := draw(0, 0.1, "grain"), draw(0.5, 5, "end")
		f := func(at Pair) float64 {
			x, y := at[0]+turn*at[1], at[1]-turn*at[0]
			if math.Abs(x) > 5*end {
				return math.Inf(1)
			}
			z := a*x*x + b*y*y*y*y + wave*math.Sin(7*x)*math.Cos(5*y)
			if grain > 0.05 {
				z = grain * math.Floor(z/grain)
			}
			return z
		}
		start := Pair{draw(-3, 3, "x"), draw(-3, 3, "y")}
		s := Simplex{
			Size: draw(0.01, 1, "size"), Absolute: draw(1e-9, 1e-3, "absolute"), Relative: draw(0, 1e-3, "relative"),
			Steps: rapid.IntRange(1, 40).Draw(t, "steps"),
		}
		settings := optimize.Settings{Converger: &optimize.FunctionConverge{Absolute: s.Absolute, Relative: s.Relative, Iterations: s.Steps}}
		calls := 0
		r, err := optimize.Minimize(optimize.Problem{Func: func(x []float64) float64 { calls++; return f(Pair(x)) }}, start[:], &settings,
			&optimize.NelderMead{SimplexSize: s.Size})
		at, value := s.Minimize(func(at Pair) float64 { calls--; return f(at) }, start)
		if err != nil {
			if at != start {
				t.Fatalf("a search from where there is no value ends at %v", at)
			}
			return
		}
		if at != Pair(r.X) || value != r.F || calls != 0 {
			t.Fatalf("ends at %v, %g, want %v, %g; %d calls fewer", at, value, r.X, r.F, calls)
		}
	})
}

// Where a value is not defined, no search ends.
func TestSimplexEndsWhereThereIsAValue(t *testing.T) {
	f := func(at Pair) float64 {
		if at != (Pair{1, 1}) {
			return math.NaN()
		}
		return 2
	}
	if at, value := (Simplex{Size: 0.1, Steps: 10}).Minimize(f, Pair{1, 1}); at != (Pair{1, 1}) || value != 2 {
		t.Errorf("ends at %v, %g", at, value)
	}
}
