package emergence

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// exam is a test of items at every one of some scales over four decades.
func exam(d *draws, scales, items int, chance float64, right func(decades float64) float64) stat.Series {
	s := stat.Series{Chance: chance}
	for k := range scales {
		decades := 4 * float64(k) / float64(scales-1)
		s.Observations = append(s.Observations, stat.Observation{
			X: math.Pow(10, 7+decades), Y: d.binomial(right(decades), items), Seed: stat.NoSeed, Items: float64(items),
		})
	}
	return s
}

// Each with how often it may be called emergent, at most, or must be, at least.
func TestPerformanceVerdicts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		chance        float64
		scales, items int
		right         func(decades float64) float64
		most, least   float64
	}{
		{"guesses among four", 0.25, 10, 500, func(float64) float64 { return 0.25 }, 0.05, 0},
		{"guesses among ten, few scales", 0.1, 5, 200, func(float64) float64 { return 0.1 }, 0.05, 0},
		{"sharp sigmoid", 0.25, 10, 500, func(u float64) float64 { return 0.25 + 0.7*sigmoid(2.6, 0.4)(u) }, 1, 0.8},
		{"power law at the edge of the test", 0.25, 10, 2000, func(u float64) float64 { return 0.25 + 0.5*math.Pow(10, 0.4*(u-4)) }, 0.05, 0},
		{"power law well seen", 0.25, 10, 20000, func(u float64) float64 { return 0.25 + 0.5*math.Pow(10, 0.4*(u-4)) }, 0, 0},
		{"power law from nothing well seen", 0, 10, 20000, func(u float64) float64 { return 0.5 * math.Pow(10, 0.5*(u-4)) }, 0, 0},
		{"wide sigmoid", 0.25, 10, 2000, func(u float64) float64 { return 0.25 + 0.7*sigmoid(2.6, 3)(u) }, 0.05, 0},
		{"line", 0.25, 10, 2000, func(u float64) float64 { return 0.26 + 0.15*u }, 0.05, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			verdicts := make([]Verdict, *trials)
			every(*trials, func(trial int) bool {
				verdicts[trial] = Performance(exam(newDraws(t, trial), c.scales, c.items, c.chance, c.right), stat.Bootstrap{})
				return true
			})
			words := map[string]int{}
			reasons := map[string]int{}
			for _, v := range verdicts {
				words[v.Verdict]++
				reasons[v.Verdict+": "+v.Reason]++
			}
			t.Logf("emergent %d, not emergent %d, undecided %d of %d", words[Emergent], words[NotEmergent], words[Undecided], *trials)
			for _, r := range slices.Sorted(keys(reasons)) {
				t.Logf("  %4d %s", reasons[r], r)
			}
			if share := float64(words[Emergent]) / float64(*trials); share > c.most || share < c.least {
				t.Errorf("emergent in %g", share)
			}
		})
	}
}

// Guesses with seeds, and without, where the noise is estimated from the other scales.
func TestGuessesWithoutItemsAreNotEmergent(t *testing.T) {
	for name, seeds := range map[string]int{"five seeds": 5, "two seeds": 2, "one seed": 1} {
		called := every(*trials, func(trial int) bool {
			guesses := quantity(newDraws(t, trial), 10, seeds, 0.02, func(float64) float64 { return 0 })
			return Performance(guesses, stat.Bootstrap{}).Verdict == Emergent
		})
		t.Logf("%s: %d of %d called emergent", name, called, *trials)
		if float64(called) > 0.05*float64(*trials) {
			t.Errorf("%s: %d of %d", name, called, *trials)
		}
	}
}

func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestPerformanceSaysWhyItCannotTell(t *testing.T) {
	d := newDraws(t, 0)
	unknownChance := exam(d, 10, 500, math.NaN(), sigmoid(2.6, 0.4))
	noNoise := stat.Series{Chance: 0, Observations: []stat.Observation{{X: 1, Y: 0.1, Seed: stat.NoSeed}, {X: 2, Y: 0.9, Seed: stat.NoSeed}}}
	twoFlat := exam(d, 6, 500, 0.25, func(u float64) float64 { return 0.25 + 0.7*sigmoid(1.2, 0.2)(u) })
	for _, c := range []struct {
		s      stat.Series
		reason string
	}{
		{stat.Series{Chance: 0.25}, "no scores"},
		{unknownChance, "chance unknown"},
		{noNoise, "noise unknown"},
		{twoFlat, "only 2 of the smallest scales are at chance together, 3 are needed"},
	} {
		if v := Performance(c.s, bootstrap(0)); v.Verdict != Undecided || v.Reason != c.reason {
			t.Errorf("%s, %s; want %s", v.Verdict, v.Reason, c.reason)
		}
	}
}

func TestPerformanceOfOneCurve(t *testing.T) {
	s := exam(newDraws(t, 0), 10, 500, 0.25, func(u float64) float64 { return 0.25 + 0.7*sigmoid(2.6, 0.4)(u) })
	v := Performance(s, bootstrap(0))
	tell(t, v)
	if v.Verdict != Emergent || !strings.Contains(v.Reason, "scales at chance, then above it") {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
	backwards := s
	backwards.Observations = slices.Clone(s.Observations)
	slices.Reverse(backwards.Observations)
	if diff := cmp.Diff(v, Performance(backwards, bootstrap(0)), cmpopts.EquateNaNs()); diff != "" {
		t.Error("the order matters:", diff)
	}
	worse := stat.Series{Chance: 1 - s.Chance, Lower: true}
	for _, o := range s.Observations {
		o.Y = 1 - o.Y
		worse.Observations = append(worse.Observations, o)
	}
	if w := Performance(worse, bootstrap(0)); w.Verdict != v.Verdict || w.Reason != v.Reason {
		t.Errorf("as an error rate: %s, %s", w.Verdict, w.Reason)
	}
}

// Where only the largest scale is not above chance, the verdict is that of the others, with a remark. Where more are not,
// nothing is decided.
func TestPerformanceOfABrokenLargestScale(t *testing.T) {
	s := exam(newDraws(t, 0), 12, 500, 0.25, func(u float64) float64 { return 0.25 + 0.7*sigmoid(2.2, 0.4)(u) })
	s.Observations[11].Y = 0.2
	v := Performance(s, bootstrap(0))
	if v.Verdict != Emergent || !strings.Contains(v.Reason, "the largest scale, 1e+11, is left out: it is not above chance") {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
	s.Observations[10].Y = 0.2
	if v := Performance(s, bootstrap(0)); v.Verdict != Undecided || v.Reason != "above chance at smaller scales, not at the 2 largest" {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
}
