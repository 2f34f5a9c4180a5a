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

// inside is a synthetic network's: the share of generalization rises at a place
// and within a width, in decades of four; exact match of a hundred answers
// follows it; a share of it is left without generalization; a solved item costs
// a hundred bits stored, and a share of that once generalization has risen.
func inside(d *draws, seeds int, place, width, left, cost float64) Inside {
	share := func(u float64) float64 { return sigmoid(place, width)(u) }
	score := func(u float64) float64 { return 0.01 + 0.98*math.Pow(sigmoid(2, 0.4)(u), 3) }
	in := Inside{
		Score:                 quantity(d, 13, seeds, 0.01, score),
		Orders:                []Named{{"generalizing share of the logit", quantity(d, 13, seeds, 0.02, share)}},
		WithoutGeneralization: quantity(d, 13, seeds, 0.01, func(u float64) float64 { return 0.01 + left*(score(u)-0.01) }),
		WithoutMemorization:   quantity(d, 13, seeds, 0.01, score),
		Description:           quantity(d, 13, seeds, 0.5, func(u float64) float64 { return 100 * (1 - (1-cost)*share(u)) }),
	}
	in.Score.Chance, in.WithoutGeneralization.Chance, in.WithoutMemorization.Chance = 0.01, 0.01, 0.01
	return in
}

func TestRepresentationVerdicts(t *testing.T) {
	for _, c := range []struct {
		name                     string
		place, width, left, cost float64
		verdict, reason          string
	}{
		{"a jump that carries the ability", 2, 0.4, 0, 0.1, Emergent, "an order parameter jumps"},
		{"a jump that leads by a decade", 1, 0.4, 0, 0.1, Emergent, "an order parameter jumps"},
		{"steady growth", 2, 6, 0, 0.1, NotEmergent, "no order parameter jumps"},
		{"a jump that comes late", 3, 0.4, 0, 0.1, NotEmergent, "the order parameter lags behind the score"},
		{"most of the ability is elsewhere", 2, 0.4, 0.7, 0.1, NotEmergent, "ablating generalization leaves most"},
		{"some of the ability is elsewhere", 2, 0.4, 0.1, 0.1, Undecided, "what ablating generalization leaves"},
		{"nothing is compressed", 2, 0.4, 0, 3, NotEmergent, "the description of a solved item gets no shorter"},
	} {
		v := Representation(inside(newDraws(t, 0), 5, c.place, c.width, c.left, c.cost), bootstrap(0))
		if c.verdict == Emergent {
			tell(t, v)
		}
		t.Logf("%s: %s, %s", c.name, v.Verdict, v.Reason)
		if v.Verdict != c.verdict || !strings.Contains(v.Reason, c.reason) {
			t.Errorf("%s: want %s, %s", c.name, c.verdict, c.reason)
		}
	}
}

// How often each is called so, with other noise every time.
func TestRepresentationRates(t *testing.T) {
	t.Parallel()
	count := *trials / 10
	for _, c := range []struct {
		name        string
		width, left float64
		most, least float64
	}{
		{"a jump that carries the ability", 0.4, 0, 1, 0.85},
		{"steady growth", 6, 0, 0.05, 0},
		{"the ability is elsewhere", 0.4, 1, 0.05, 0},
	} {
		called := every(count, func(trial int) bool {
			return Representation(inside(newDraws(t, trial), 5, 2, c.width, c.left, 0.1), bootstrap(trial)).Verdict == Emergent
		})
		t.Logf("%s: %d of %d called emergent", c.name, called, count)
		if share := float64(called) / float64(count); share > c.most || share < c.least {
			t.Errorf("%s: emergent in %g", c.name, share)
		}
	}
}

func TestRepresentationSaysWhatIsMissing(t *testing.T) {
	in := inside(newDraws(t, 0), 5, 2, 0.4, 0, 0.1)
	in.WithoutGeneralization, in.Description = stat.Series{}, stat.Series{}
	v := Representation(in, bootstrap(0))
	if want := "not shown: what ablating generalization leaves; the description length of a solved item"; v.Verdict != Undecided || v.Reason != want {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
	guesses := inside(newDraws(t, 0), 5, 2, 0.4, 0, 0.1)
	guesses.Score = quantity(newDraws(t, 1), 13, 5, 0.001, func(float64) float64 { return 0.01 })
	guesses.Score.Chance = 0.01
	if v := Representation(guesses, bootstrap(0)); v.Verdict != NotEmergent {
		t.Errorf("guesses: %s, %s", v.Verdict, v.Reason)
	}
}

func TestRepresentationDoesNotDependOnOrder(t *testing.T) {
	in := inside(newDraws(t, 0), 3, 2, 0.4, 0, 0.1)
	want := Representation(in, bootstrap(0))
	for _, s := range []*stat.Series{&in.Score, &in.Orders[0].Series, &in.WithoutGeneralization, &in.WithoutMemorization, &in.Description} {
		s.Observations = slices.Clone(s.Observations)
		slices.Reverse(s.Observations)
	}
	if diff := cmp.Diff(want, Representation(in, bootstrap(0)), cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

// The lead of an order parameter of the same shape as the score, by known decades.
func TestLeadIsCovered(t *testing.T) {
	t.Parallel()
	count := *trials
	covered := every(count, func(trial int) bool {
		d := newDraws(t, trial)
		order, score := quantity(d, 13, 5, 0.03, sigmoid(1.7, 0.6)), quantity(d, 13, 5, 0.03, sigmoid(2, 0.6))
		e := lead(order, score, bootstrap(trial))
		return e.Low <= 0.3 && e.High >= 0.3
	})
	t.Logf("%d of %d cover", covered, count)
	if share := float64(covered) / float64(count); share < 0.92 || share > 0.98 {
		t.Errorf("coverage %g", share)
	}
}
