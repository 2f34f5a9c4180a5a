package emergence

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// quantity is measured at some scales over four decades, by some seeds.
func quantity(d *draws, scales, seeds int, noise float64, of func(decades float64) float64) stat.Series {
	s := stat.Series{Chance: 0}
	for k := range scales {
		for seed := range seeds {
			decades := 4 * float64(k) / float64(scales-1)
			s.Observations = append(s.Observations, stat.Observation{
				X: math.Pow(10, decades), Y: of(decades) + noise*d.normal(), Seed: int64(seed), Error: math.NaN(),
			})
		}
	}
	return s
}

// sigmoid rises from 0 to 1, from 10% to 90% within some decades.
func sigmoid(middle, width float64) func(decades float64) float64 {
	return func(decades float64) float64 { return 1 / (1 + math.Exp(-2*math.Log(9)/width*(decades-middle))) }
}

func TestStepsJumpAndSteadyGrowthDoesNot(t *testing.T) {
	const count = 200
	for _, c := range []struct {
		name string
		of   func(decades float64) float64
		want finding
	}{
		{"sigmoid of half a decade", sigmoid(2.1, 0.5), yes},
		{"sigmoid of three decades", sigmoid(2.1, 3), no},
		{"line", func(u float64) float64 { return u / 4 }, no},
		{"root", func(u float64) float64 { return math.Pow(10, 0.3*(u-4)) }, no},
		{"in proportion", func(u float64) float64 { return math.Pow(10, u-4) }, no},
		{"saturating", func(u float64) float64 { return 1 - math.Pow(10, -0.5*u) }, no},
		{"constant", func(float64) float64 { return 0.3 }, no},
	} {
		for _, scales := range []int{6, 9, 17} {
			var called [3]int
			for trial := range count {
				called[above(jump(newGrid(quantity(newDraws(t, trial), scales, 5, 0.03, c.of))))]++
			}
			t.Logf("%s at %d scales: jumps %d, does not %d, unknown %d of %d", c.name, scales, called[yes], called[no], called[unknown], count)
			// Either the steady one is called a jump in no more than the 2.5% of a one-sided
			// test, or the jump is found in nearly all trials.
			if c.want == no && called[yes] > 0.025*count || c.want == yes && called[yes] < 0.95*count {
				t.Errorf("%s at %d scales: called a jump %d times of %d", c.name, scales, called[yes], count)
			}
		}
	}
}

func TestJumpOfOneReplicateIsToldOverScales(t *testing.T) {
	e := jump(newGrid(quantity(newDraws(t, 0), 17, 1, 0.01, sigmoid(2.1, 0.2))))
	if above(e) != yes || e.Reason == "" {
		t.Errorf("%+v", e)
	}
	if e := jump(newGrid(quantity(newDraws(t, 0), 4, 3, 0.01, sigmoid(2.1, 0.2)))); !math.IsNaN(e.Value) {
		t.Errorf("a jump over four scales: %+v", e)
	}
	if e := jump(newGrid(quantity(newDraws(t, 0), 9, 3, 0, func(float64) float64 { return 0.1 }))); !math.IsNaN(e.Value) {
		t.Errorf("a jump of a constant: %+v", e)
	}
}

// Whatever the unit of scale and score, and the order of the observations.
func TestJumpHasNoUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &draws{stream: bootstrap(rapid.IntRange(0, 1000).Draw(t, "data")).Stream}
		s := quantity(d, 8, 3, 0.1, sigmoid(2, 1))
		want := jump(newGrid(s))
		moved := s
		moved.Observations = rapid.Permutation(slices.Clone(s.Observations)).Draw(t, "order")
		if diff := cmp.Diff(want, jump(newGrid(moved))); diff != "" {
			t.Fatal("the order matters:", diff)
		}
		scale, unit := rapid.Float64Range(1e-3, 1e9).Draw(t, "scale"), rapid.Float64Range(1e-3, 1e3).Draw(t, "unit")
		for i := range moved.Observations {
			moved.Observations[i].X *= scale
			moved.Observations[i].Y *= unit
		}
		got := jump(newGrid(moved))
		if math.Abs(got.Value-want.Value)+math.Abs(got.Low-want.Low)+math.Abs(got.High-want.High) > 1e-6 {
			t.Fatalf("the units matter: %+v, %+v", got, want)
		}
	})
}
