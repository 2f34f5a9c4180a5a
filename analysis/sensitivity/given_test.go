package sensitivity

import (
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/sweep/designs"
	"pgregory.net/rapid"
)

// threshold is 1 where x1 + 0.3 x2 exceeds 0.7: an ability that one axis brings and another one helps.
func threshold() function {
	f := function{name: "threshold", dims: 3, at: func(x []float64) float64 {
		if x[0]+0.3*x[1] > 0.7 {
			return 1
		}
		return 0
	}}
	share := 0.45                      // of points above
	alone := 0.3/3 + 0.3 - share*share // mean square of clip((x1 - 0.4)/0.3) less the squared mean
	helping := 0.3 * 0.3 / 12          // variance of 0.3 + 0.3 x2
	f.variance = share * (1 - share)   // of a coin
	f.first = []float64{alone / f.variance, helping / f.variance, 0}
	return f
}

// given are points of a Sobol sequence or independent ones, and a function's output there.
func given(t testing.TB, f function, n int, seed int64, sobol bool) (axes []Axis, y []float64) {
	t.Helper()
	d, err := designs.NewSobol(f.dims, seed)
	if err != nil {
		t.Fatal(err)
	}
	draws := random.NewStream(seed, "independent points")
	axes, y = make([]Axis, f.dims), make([]float64, n)
	for i := range y {
		at := d.Point(int64(i))
		for k := range at {
			if !sobol {
				at[k] = draws.Uniform(uint64(i*f.dims + k))
			}
			axes[k].X = append(axes[k].X, at[k])
		}
		y[i] = f.at(at)
	}
	return axes, y
}

// The exact indices of the test functions are found to 0.02 with 2048 points.
func TestGivenPointsTellExactIndices(t *testing.T) {
	for _, f := range append(functions, threshold()) {
		axes, y := given(t, f, 2048, 1, true)
		got, err := Given(axes, y, 1)
		if err != nil {
			t.Fatal(err)
		}
		for k, exact := range f.first {
			if e := got.First[k].Value - exact; math.Abs(e) > 0.02 {
				t.Errorf("%s, axis %d: %g, exact is %g", f.name, k, got.First[k].Value, exact)
			}
		}
	}
}

// Of 95% intervals, more than 90% hold the exact index at independent points, from Least points on.
func TestGivenIntervalsCover(t *testing.T) {
	seeds := int64(40)
	if testing.Short() {
		seeds = 10
	}
	for _, f := range append(functions, threshold()) {
		for _, n := range []int{Least, 256} {
			for _, sobol := range []bool{false, true} {
				held, all := 0, 0
				for seed := range seeds {
					axes, y := given(t, f, n, seed+1, sobol)
					got, err := Given(axes, y, seed+1)
					if err != nil {
						t.Fatal(err)
					}
					for k, exact := range f.first {
						all++
						if got.First[k].Low <= exact && exact <= got.First[k].High {
							held++
						}
					}
				}
				cover := float64(held) / float64(all)
				t.Logf("%s, %d points, sobol %v: %.3f of %d intervals hold the exact index", f.name, n, sobol, cover, all)
				if !sobol && cover < 0.9 {
					t.Errorf("%s, %d points: %.3f", f.name, n, cover)
				}
			}
		}
	}
}

// Neither the unit of the output nor a rising change of an axis's scale that keeps lines straight matters.
func TestGivenDoesNotDependOnUnits(t *testing.T) {
	axes, y := given(t, functions[0], 128, 1, true)
	want, err := Given(axes, y, 1)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		unit, zero := rapid.Float64Range(0.01, 100).Draw(t, "unit"), rapid.Float64Range(-1e3, 1e3).Draw(t, "zero")
		scaled := make([]Axis, len(axes))
		for k, a := range axes {
			for _, x := range a.X {
				scaled[k].X = append(scaled[k].X, zero+unit*x)
			}
		}
		other := make([]float64, len(y))
		for i, x := range y {
			other[i] = zero - unit*x
		}
		got, err := Given(scaled, other, 1)
		if err != nil {
			t.Fatal(err)
		}
		for k := range want.First {
			a, b := want.First[k], got.First[k]
			if max(math.Abs(a.Value-b.Value), math.Abs(a.Low-b.Low), math.Abs(a.High-b.High)) > 1e-6 {
				t.Fatalf("axis %d: %+v, not %+v", k, b, a)
			}
		}
	})
}

// A word explains as much as the means of its points differ, however the words are numbered.
func TestGivenWords(t *testing.T) {
	n := 120
	word, other := Axis{Listed: true}, Axis{}
	var y []float64
	for i := range n {
		word.X = append(word.X, float64(i%3))
		other.X = append(other.X, float64(i/3))
		y = append(y, []float64{5, -5, 5}[i%3])
	}
	got, err := Given([]Axis{word, other}, y, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got.First[0].Value != 1 || math.Abs(got.First[1].Value) > 0.05 {
		t.Errorf("%+v", got.First)
	}
}

func TestGivenRefusals(t *testing.T) {
	axes, y := given(t, functions[0], Least, 1, true)
	for name, c := range map[string]struct {
		y    []float64
		want string
	}{
		"few":      {y[:40], "needs at least 64 points, has 40"},
		"infinite": {append([]float64{math.Inf(1)}, y[1:]...), "the output of point 0 is +Inf, expected a finite number"},
	} {
		if _, err := Given(axes, c.y, 1); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	constant, err := Given(axes, make([]float64, Least), 1)
	if err != nil || constant.Variance != 0 || constant.First[0].Defined() {
		t.Errorf("%+v, %v", constant, err)
	}
}
