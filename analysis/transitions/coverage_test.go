package transitions

import (
	"context"
	"flag"
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

var trials = flag.Int("trials", 1000, "synthetic tables per coverage test")

// known is an estimate of a number that is known.
type known struct {
	name  string
	truth float64
	stat.Estimate
}

// covers demands that 92 to 98% of the intervals of each name hold the truth, over tables that differ in their noise
// alone: 95% give as little or as much once in 20,000 times 1,000 tables.
func covers(t *testing.T, estimate func(trial int) []known) {
	t.Helper()
	held(t, 0.98, estimate)
}

// atLeast is covers where intervals are known to be wider than they need be.
func atLeast(t *testing.T, estimate func(trial int) []known) {
	t.Helper()
	held(t, 1, estimate)
}

func held(t *testing.T, most float64, estimate func(trial int) []known) {
	t.Helper()
	for _, c := range coverage(estimate) {
		share := c.held / float64(*trials)
		t.Logf("%s: %.1f%% of %d intervals hold %.4g; mean estimate %.4g, half an interval %.2g, %g without one",
			c.name, 100*share, *trials, c.truth, c.sum/(float64(*trials)-c.missing), c.reach/(float64(*trials)-c.missing), c.missing)
		if share < 0.92 || share > most {
			t.Errorf("%s: coverage %.3f", c.name, share)
		}
	}
}

type covered struct {
	known
	held, missing, sum, reach float64
}

func coverage(estimate func(trial int) []known) []covered {
	all := everyTrial(*trials, estimate)
	counts := make([]covered, len(all[0]))
	for _, list := range all {
		for i, k := range list {
			c := &counts[i]
			c.known = k
			if k.Low <= k.truth && k.truth <= k.High {
				c.held++
			}
			if math.IsNaN(k.Value) {
				c.missing++
				continue
			}
			c.sum += k.Value
			c.reach += (k.High - k.Low) / 2
		}
	}
	return counts
}

// everyTrial runs n trials on all cores.
func everyTrial[T any](n int, trial func(trial int) T) []T {
	list, _ := stat.Parallel(context.Background(), n, trial)
	return list
}

// share of n trials that an event happens in.
func share(n int, trial func(trial int) bool) float64 {
	count := 0.0
	for _, happens := range everyTrial(n, trial) {
		if happens {
			count++
		}
	}
	return count / float64(n)
}

// rarely demands that a test at 5% errs at most that often: 1,000 tables of one that errs at 5% exactly stay below 6.6% in
// 99 of 100 cases.
func rarely(t *testing.T, found func(trial int) bool) {
	t.Helper()
	n := share(*trials, found)
	t.Logf("found in %.1f%% of %d tables that have none", 100*n, *trials)
	if n > 0.066 {
		t.Errorf("%.3f", n)
	}
}

func stream(trial int, purpose string) random.Stream {
	return random.NewStream(int64(trial), "test", purpose)
}

func bootstrap(trial, resamples int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: resamples, Stream: stream(trial, "bootstrap")}
}
