package emergence

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

func TestGainOfALine(t *testing.T) {
	falling := quantity(newDraws(t, 0), 5, 3, 0, func(u float64) float64 { return 7 - 0.25*u })
	for name, c := range map[string]struct {
		lower bool
		want  float64
	}{"higher is better": {false, -0.25}, "lower is better": {true, 0.25}} {
		falling.Lower = c.lower
		if e := gain(falling, 1e3); math.Abs(e.Value-c.want)+math.Abs(e.Low-c.want)+math.Abs(e.High-c.want) > 1e-12 {
			t.Errorf("%s: %+v, want %g", name, e, c.want)
		}
	}
	if e := gain(falling, 5); !math.IsNaN(e.Value) {
		t.Errorf("gain over one scale: %+v", e)
	}
}

// Of scores without trend the interval leaves out zero in 5% of trials, with
// replicates and without.
func TestGainIsCovered(t *testing.T) {
	for name, seeds := range map[string]int{"five seeds": 5, "one seed": 1} {
		covered := every(*trials, func(trial int) bool {
			e := gain(quantity(newDraws(t, trial), 6, seeds, 1, func(float64) float64 { return 0 }), math.Inf(1))
			return e.Low <= 0 && e.High >= 0
		})
		t.Logf("%s: %d of %d cover", name, covered, *trials)
		if share := float64(covered) / float64(*trials); share < 0.92 || share > 0.98 {
			t.Errorf("%s: coverage %g", name, share)
		}
	}
}

func TestDescriptionsGetShorter(t *testing.T) {
	bits := quantity(newDraws(t, 0), 9, 3, 0, func(u float64) float64 {
		if u < 2 {
			return 500
		}
		return 5
	})
	if e := shorter(bits, 100); math.Abs(e.Value-2)+math.Abs(e.Low-2)+math.Abs(e.High-2) > 1e-12 {
		t.Errorf("%+v, want two decades", e)
	}
	if e := shorter(bits, 1); !math.IsNaN(e.Value) {
		t.Errorf("with nothing before: %+v", e)
	}
}

func TestWhatRemainsOfAnAbility(t *testing.T) {
	d := newDraws(t, 0)
	intact := quantity(d, 9, 3, 0, sigmoid(2, 0.5))
	ablated := quantity(d, 9, 3, 0, func(u float64) float64 { return 0.3 * sigmoid(2, 0.5)(u) })
	if e := remains(intact, ablated, 50); math.Abs(e.Value-0.3)+math.Abs(e.Low-0.3)+math.Abs(e.High-0.3) > 1e-12 {
		t.Errorf("%+v, want 0.3", e)
	}
	if e := remains(intact, stat.Series{}, 50); !math.IsNaN(e.Value) {
		t.Errorf("without ablation: %+v", e)
	}
}
