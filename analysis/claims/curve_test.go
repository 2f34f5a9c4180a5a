package claims

import (
	"math"
	"testing"
)

// Between points a curve is straight; beyond them there is no value.
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

// An alarm counts where it comes no later than the ability; runs without the ability have no lead.
func TestWatched(t *testing.T) {
	never := math.Inf(1)
	w := watched{runs: []watchedRun{{2, 8}, {9, 8}, {never, 8}, {never, never}, {5, never}}}
	if leads := w.leads(); len(leads) != 3 || leads[0] != 4 || leads[2] != 0 {
		t.Errorf("leads %v, want 4, 8/9 and 0", leads)
	}
	if hits := w.alarmed(true); len(hits) != 3 || !hits[0] || hits[1] || hits[2] {
		t.Errorf("alarms before the ability: %v, want the first alone", hits)
	}
	if alarms := w.alarmed(false); len(alarms) != 2 || alarms[0] || !alarms[1] {
		t.Errorf("false alarms: %v, want the second alone", alarms)
	}
}
