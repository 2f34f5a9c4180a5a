package emergence

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestOneCurveOfLossWithAThresholdIsEmergent(t *testing.T) {
	d := newDraws(t, 0)
	exact := family(5, 2, 16, d, noisy(d, 1000, 0, 1))
	// A Brier score that is 0.75 for guesses among four (Du et al. sec 3.2), at the
	// same threshold; and a log-likelihood that improves all along.
	brier := family(5, 2, 16, d, func(_, _, loss float64) float64 { return 0.75 - 0.4*max(0, eta-loss) + 0.01*d.normal() })
	brier.Metric, brier.Lower, brier.Chance = "brier", true, 0.75
	likelihood := family(5, 2, 16, d, func(_, _, loss float64) float64 { return -math.Log(4) + 0.5*(2.2-loss) + 0.01*d.normal() })
	likelihood.Metric, likelihood.Chance = "log_likelihood", -math.Log(4)
	v := Loss([]Checkpoints{exact, brier, likelihood}, bootstrap(0))
	tell(t, v)
	if v.Verdict != Emergent || !strings.Contains(v.Reason, "the same under brier; under log_likelihood scores rise from the highest loss on") {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
	if e := figure(t, v, "threshold loss"); !(e.Low < eta && e.High > eta) {
		t.Errorf("threshold loss %+v, want %g", e, eta)
	}
	backwards := slices.Clone(exact.Points)
	slices.Reverse(backwards)
	exact.Points = backwards
	if diff := cmp.Diff(v, Loss([]Checkpoints{exact, brier, likelihood}, bootstrap(0)), cmpopts.EquateNaNs()); diff != "" {
		t.Error("the order matters:", diff)
	}
}

func TestLossVerdicts(t *testing.T) {
	for _, c := range []struct {
		name, verdict, reason string
		score                 func(d *draws) func(size, tokens, loss float64) float64
	}{
		{"guesses", NotEmergent, "at no loss above chance", func(d *draws) func(_, _, _ float64) float64 {
			return func(_, _, _ float64) float64 { return d.binomial(0.25, 500) }
		}},
		{"above chance at every loss", NotEmergent, "above chance at the highest losses already", func(d *draws) func(_, _, _ float64) float64 {
			return func(_, _, loss float64) float64 { return 0.3 + 0.2*(3.5-loss) + 0.01*d.normal() }
		}},
		{"size alone tells", NotEmergent, "size explains more than loss", func(d *draws) func(_, _, _ float64) float64 {
			return func(size, _, _ float64) float64 { return 0.25 + 0.3*max(0, math.Log10(size)-8.7) + 0.01*d.normal() }
		}},
		{"tokens alone tell", NotEmergent, "tokens explains more than loss", func(d *draws) func(_, _, _ float64) float64 {
			return func(_, tokens, _ float64) float64 {
				return 0.25 + 0.3*max(0, math.Log10(tokens)-10.5) + 0.01*d.normal()
			}
		}},
		{"loss tells", Emergent, "", func(d *draws) func(_, _, _ float64) float64 {
			return func(a, b, loss float64) float64 { return du(a, b, loss) + 0.01*d.normal() }
		}},
	} {
		d := newDraws(t, 0)
		v := Loss([]Checkpoints{family(5, 3, 16, d, c.score(d))}, bootstrap(0))
		t.Logf("%s: %s, %s", c.name, v.Verdict, v.Reason)
		if v.Verdict != c.verdict || !strings.Contains(v.Reason, c.reason) {
			t.Errorf("%s: want %s, %s", c.name, c.verdict, c.reason)
		}
	}
}

func TestLossIsUndecidedWithoutData(t *testing.T) {
	d := newDraws(t, 0)
	nothing, one := Checkpoints{Chance: 0.25}, family(1, 3, 16, d, du)
	guess := family(4, 1, 16, d, du)
	guess.Chance = math.NaN()
	for name, c := range map[string][]Checkpoints{"no metric": nil, "no checkpoints": {nothing}, "one size": {one}, "chance unknown": {guess}} {
		if v := Loss(c, bootstrap(0)); v.Verdict != Undecided || v.Reason == "" {
			t.Errorf("%s: %s, %s", name, v.Verdict, v.Reason)
		}
	}
}

// Scores that are guesses at every loss are called emergent in at most 5% of trials.
func TestGuessesAreNotEmergentInLoss(t *testing.T) {
	t.Parallel()
	called := every(*trials, func(trial int) bool {
		d := newDraws(t, trial)
		c := family(4, 2, 8, d, func(_, _, _ float64) float64 { return 0.25 + 0.0137*d.normal() })
		b := bootstrap(trial)
		b.Resamples = 50
		return Loss([]Checkpoints{c}, b).Verdict == Emergent
	})
	t.Logf("%d of %d called emergent", called, *trials)
	if float64(called) > 0.05*float64(*trials) {
		t.Errorf("%d of %d", called, *trials)
	}
}
