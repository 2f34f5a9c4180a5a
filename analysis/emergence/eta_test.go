package emergence

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// noisy gives every run its own gain below the threshold, spread by a share, and every score
// the noise of a test set.
func noisy(d *draws, items int, spread, plateau float64) func(size, tokens, loss float64) float64 {
	gain, run := 0.5, 0.0
	return func(size, tokens, loss float64) float64 {
		if tokens == 1e9 {
			run = gain * math.Exp(spread*d.normal())
		}
		p := 0.25 + min(plateau, run*max(0, eta-loss))
		return p + math.Sqrt(p*(1-p)/float64(items))*d.normal()
	}
}

func TestThresholdLossIsCovered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                      string
		sizes, seeds, checkpoints int
		spread, plateau           float64
	}{
		{"4 sizes, 1 seed", 4, 1, 16, 0, 1},
		{"3 sizes, 1 seed, checkpoints drawn", 3, 1, 24, 0, 1},
		{"5 sizes, 3 seeds, plateau", 5, 3, 16, 0, 0.12},
		{"5 sizes, 3 seeds, runs differ", 5, 3, 16, 0.2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			width := make([]float64, *trials)
			covered := every(*trials, func(trial int) bool {
				d := newDraws(t, trial)
				e := FindThresholdLoss(family(c.sizes, c.seeds, c.checkpoints, d, noisy(d, 1000, c.spread, c.plateau)), bootstrap(trial)).Eta
				width[trial] = e.High - e.Low
				return e.Low <= eta && eta <= e.High
			})
			share := float64(covered) / float64(*trials)
			slices.Sort(width)
			t.Logf("%.1f%% of %d intervals cover, median width %.3f nats", 100*share, *trials, width[len(width)/2])
			if share < 0.92 || share > 0.98 {
				t.Errorf("coverage %g", share)
			}
		})
	}
}

func TestThresholdLossDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &draws{stream: bootstrap(rapid.IntRange(0, 1000).Draw(t, "family")).Stream}
		c := family(4, 1, 8, d, noisy(d, 1000, 0, 1))
		moved := c
		moved.Points = rapid.Permutation(slices.Clone(c.Points)).Draw(t, "order")
		if diff := cmp.Diff(FindThresholdLoss(c, bootstrap(1)), FindThresholdLoss(moved, bootstrap(1)), cmpopts.EquateNaNs()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Without noise the hinge is where it was put.
func TestThresholdLossWithoutNoise(t *testing.T) {
	got := FindThresholdLoss(family(5, 1, 20, newDraws(t, 0), du), bootstrap(0))
	if math.Abs(got.Eta.Value-eta) > 0.01 || math.Abs(got.Slope.Value-0.5) > 0.01 || math.Abs(got.Before.Value-0.25) > 1e-3 {
		t.Errorf("%+v", got)
	}
}
