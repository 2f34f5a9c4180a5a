package claims

import (
	"math"
	"testing"
)

// A curve is straight between its points, and undefined beyond them.
func TestReadAt(t *testing.T) {
	x, y := []float64{1, 2, 4}, []float64{10, 20, 0}
	for at, want := range map[float64]float64{1: 10, 1.5: 15, 2: 20, 3: 10, 4: 0} {
		if got := readAt(x, y, at); got != want {
			t.Errorf("at %g: %g, want %g", at, got, want)
		}
	}
	for _, at := range []float64{0.9, 4.1} {
		if got := readAt(x, y, at); got == got {
			t.Errorf("at %g: %g, want none", at, got)
		}
	}
}

// A time that diverges as 1/(x - 3) does so at 3.
func TestVanishes(t *testing.T) {
	x := []float64{4, 5, 7, 10}
	steps := make([]float64, len(x))
	for i := range x {
		steps[i] = 20 / (x[i] - 3)
	}
	if at := vanishes(x, steps); math.Abs(at-3) > 1e-9 {
		t.Errorf("diverges at %g, want 3", at)
	}
}

// An alarm counts where it comes no later than the ability. Runs without the ability have no lead.
func TestWatched(t *testing.T) {
	never := math.Inf(1)
	w := watched{runs: []watchedRun{{2, 8}, {9, 8}, {never, 8}, {never, never}, {5, never}}}
	if leads := w.leads(); len(leads) != 3 || leads[0] != 4 || leads[2] != 0 {
		t.Errorf("leads %v, want 4, 8/9 and 0", leads)
	}
	if alarms, runs := w.alarmed(true); alarms != 1 || runs != 3 {
		t.Errorf("%d of %d runs raise the alarm before the ability, want 1 of 3", alarms, runs)
	}
	if alarms, runs := w.alarmed(false); alarms != 1 || runs != 2 {
		t.Errorf("%d of %d false alarms, want 1 of 2", alarms, runs)
	}
}

// A valley lies between two higher points, and its depth is a share of the lower of them.
func TestValley(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5}
	for _, c := range []struct {
		y         []float64
		depth, at float64
	}{
		{[]float64{0.8, 0.9, 0.3, 0.5, 0.6}, 0.5, 3},
		{[]float64{0.1, 0.2, 0.2, 0.5, 0.6}, 0, math.NaN()},
		{[]float64{0.9, 0.5, 0.4, 0.3, 0.1}, 0, math.NaN()},
		{[]float64{0.8, 0, 0.4, 0.2, 0.9}, 1, 2},
	} {
		depth, at := valley(x, c.y)
		if math.Abs(depth-c.depth) > 1e-12 || at != c.at && !(at != at && c.at != c.at) {
			t.Errorf("%v: depth %g at %g, expected %g at %g", c.y, depth, at, c.depth, c.at)
		}
	}
}

// A curve reaches a level at its first point that is not below, or between it and the point before.
func TestReaches(t *testing.T) {
	x := []float64{10, 20, 40}
	for _, c := range []struct {
		y  []float64
		at float64
	}{
		{[]float64{0, 0.25, 0.75}, 30},
		{[]float64{0.5, 0, 0}, 10},
		{[]float64{0, 0.5, 0.1}, 20},
		{[]float64{0, 0.1, 0.2}, math.NaN()},
	} {
		if at := reaches(0.5)(x, c.y); at != c.at && !(at != at && c.at != c.at) {
			t.Errorf("%v reaches 0.5 at %g, expected %g", c.y, at, c.at)
		}
	}
}
