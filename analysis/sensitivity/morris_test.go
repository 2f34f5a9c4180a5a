package sensitivity

import (
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sweep/designs"
	"pgregory.net/rapid"
)

const levels = 4

// screened is the effects of a function along Morris trajectories.
func screened(t interface{ Fatal(...any) }, dims int, at func(x []float64) float64, trajectories int, seed int64) *Effects {
	d, err := designs.NewMorris(dims, levels, seed)
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, trajectories*(dims+1))
	for i := range y {
		y[i] = at(d.Point(int64(i)))
	}
	effects, err := Morris(y, dims, d.Move, seed)
	if err != nil {
		t.Fatal(err)
	}
	return effects
}

// The effects of a linear function are its coefficients everywhere.
func TestLinearFunctionHasExactEffects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slope := rapid.SliceOfN(rapid.Float64Range(-100, 100), 1, 6).Draw(t, "slope")
		got := screened(t, len(slope), func(x []float64) float64 {
			y := 3.0
			for k := range x {
				y += slope[k] * x[k]
			}
			return y
		}, rapid.IntRange(2, 10).Draw(t, "trajectories"), rapid.Int64Range(1, 1000).Draw(t, "seed"))
		const rounding = 1e-11
		same := func(i stat.Estimate, x float64) bool {
			return max(math.Abs(i.Value-x), math.Abs(i.Low-x), math.Abs(i.High-x)) < rounding
		}
		for k, x := range slope {
			if !same(got.Mu[k], x) || !same(got.MuStar[k], math.Abs(x)) || !same(got.Sigma[k], 0) {
				t.Fatalf("slope %g: mu %+v, mu* %+v, sigma %+v", x, got.Mu[k], got.MuStar[k], got.Sigma[k])
			}
		}
	})
}

// Mean absolute effects rank the axes of the g-function as its exact total indices do.
func TestMeanSizeOfEffectsRanksAsTotalIndices(t *testing.T) {
	for _, f := range []function{functions[1], g(0, 1, 4.5, 9, 20, 40, 60, 99), g(99, 0, 9, 1, 4.5)} {
		size := screened(t, f.dims, f.at, 100, 1).MuStar
		for i := range size {
			for j := range size {
				if f.total[i] > f.total[j] && size[i].Value <= size[j].Value {
					t.Errorf("mean sizes %g, %g of axes with total indices %g, %g", size[i].Value, size[j].Value, f.total[i], f.total[j])
				}
			}
		}
	}
}

// The effects of a product of three axes, over all points of the grid.
func TestEffectsLieWithinTheirIntervals(t *testing.T) {
	product := func(x []float64) float64 { return (x[0] - 0.4) * (1 + x[1]) * (2 + x[2]*x[2]) }
	mu, size, sigma := exactEffects(product)
	misses, seeds := 0, int64(200)
	for seed := range seeds {
		got := screened(t, 3, product, 40, seed+1)
		for k := range 3 {
			for _, c := range []struct {
				index stat.Estimate
				exact float64
			}{{got.Mu[k], mu[k]}, {got.MuStar[k], size[k]}, {got.Sigma[k], sigma[k]}} {
				if c.exact < c.index.Low || c.exact > c.index.High {
					misses++
				}
			}
		}
	}
	cover := 1 - float64(misses)/float64(9*seeds)
	t.Logf("%.3f of %d intervals hold the exact value", cover, 9*seeds)
	if cover < 0.90 || cover > 0.97 {
		t.Errorf("%.3f", cover)
	}
}

// exactEffects goes over every move on the grid in three dimensions.
func exactEffects(at func(x []float64) float64) (mu, size, sigma [3]float64) {
	const all, jump = levels * levels * levels, levels / 2
	for k := range 3 {
		sum, square := 0.0, 0.0
		for i := range all {
			place := [3]int{i % levels, i / levels % levels, i / levels / levels}
			point := func() []float64 {
				x := make([]float64, 3)
				for d, level := range place {
					x[d] = float64(level) / (levels - 1)
				}
				return x
			}
			before, from := at(point()), place[k]
			place[k] = (from + jump) % levels
			effect := (at(point()) - before) / (float64(place[k]-from) / (levels - 1))
			sum += effect
			square += effect * effect
			size[k] += math.Abs(effect) / all
		}
		mu[k] = sum / all
		sigma[k] = math.Sqrt(square/all - mu[k]*mu[k])
	}
	return mu, size, sigma
}

func TestBadTrajectoriesAreNamed(t *testing.T) {
	along := func(axis int) func(int64) (int, float64) { return func(int64) (int, float64) { return axis, 0.5 } }
	for _, c := range []struct {
		y    []float64
		move func(int64) (int, float64)
		want string
	}{
		{[]float64{0, 0, 0, 0, math.NaN(), 0}, along(0), "the output of point 4 is NaN, expected a finite number"},
		{[]float64{0, 0, 0}, along(0), "3 outputs, expected at least 2 trajectories of 3"},
		{make([]float64, 6), along(0), "point 2 moves by 0.5 along axis 0"},
		{make([]float64, 6), along(2), "point 1 moves by 0.5 along axis 2"},
	} {
		if _, err := Morris(c.y, 2, c.move, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, not %s", err, c.want)
		}
	}
}
