package stat

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// No bound is an infinite end, on a logarithmic scale 0 or infinity; ends are NaN where there is no value.
func TestNoBound(t *testing.T) {
	draws := slices.Repeat([]float64{1, 2, 3}, 40)
	if e := Bootstrapped(2, slices.Clone(draws)); e != (Estimate{Value: 2, Low: 1, High: 3}) {
		t.Errorf("%+v", e)
	}
	few := Bootstrapped(2, draws[:leastDraws-1])
	if few != Unbounded(2, fewResamples) || Bootstrapped(2, nil) != Unbounded(2, NoResamples) {
		t.Errorf("%+v", few)
	}
	if e := few.Exp(); e.Low != 0 || !math.IsInf(e.High, 1) {
		t.Errorf("%+v", e)
	}
	if e := Bootstrapped(2, append(slices.Repeat([]float64{math.Inf(1)}, 3), draws[:116]...)); !math.IsInf(e.High, 1) || e.Low != 1 {
		t.Errorf("infinite draws: %+v", e)
	}
	if e := Bootstrapped(math.NaN(), draws); e.Defined() || !math.IsNaN(e.Low) || !math.IsNaN(e.High) || e.Reason == "" {
		t.Errorf("%+v", e)
	}
}

// The correction is zero for draws symmetric about the value and no influence.
func TestAcceleratedOfSymmetricDraws(t *testing.T) {
	draws := make([]float64, 999)
	for i := range draws {
		draws[i] = float64(i - 499)
	}
	if got, want := Accelerated(0, slices.Clone(draws), nil, 1e-9), Bootstrapped(0, draws); math.Abs(got.Low-want.Low) > 1 || math.Abs(got.High-want.High) > 1 {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Quantiles of Student's t from the table of Student (1908) as printed today, and the normal as its limit.
func TestStudent(t *testing.T) {
	for df, want := range map[Student]float64{1: 12.7062, 4: 2.77645, 30: 2.04227, Normal: 1.95996} {
		if got := df.Reach(); math.Abs(got-want) > 1e-4 {
			t.Errorf("%v degrees of freedom: %v, want %v", df, got, want)
		}
		if got := df.Above(df.Reach()); math.Abs(got-Tail) > 1e-9 {
			t.Errorf("%v degrees of freedom: %v beyond", df, got)
		}
		if got := df.Above(-df.Reach()); math.Abs(got-(1-Tail)) > 1e-9 {
			t.Errorf("%v degrees of freedom: %v above the lower end", df, got)
		}
	}
	if got := Student(1e7).Reach(); math.Abs(got-Normal.Reach()) > 1e-5 {
		t.Errorf("%v of ten million degrees of freedom", got)
	}
}

// Both pickers are uniform, by chi squared with 9 degrees of freedom at 0.1%.
func TestPicksAreUniform(t *testing.T) {
	const n, draws = 10, 20_000
	stream := random.NewStream(1, "picks")
	fast := Picker{Stream: stream}
	for name, pick := range map[string]func(uint64) int{
		"one a block":  func(i uint64) int { return Pick(stream, i, n) },
		"four a block": func(i uint64) int { return fast.Pick(i, n) },
	} {
		var times [n]float64
		for i := range uint64(draws) {
			times[pick(i)]++
		}
		chi := 0.0
		for _, k := range times {
			chi += (k - draws/n) * (k - draws/n) / (draws / n)
		}
		if chi > 27.9 {
			t.Errorf("%s: chi squared %.1f", name, chi)
		}
	}
}
