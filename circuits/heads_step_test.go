package circuits

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Vector code and plain Go give the same bits, whatever the number of heads, at strengths on both sides of 1
// and of the norm budget.
func TestVectorStepOfHeadsIsThePlainOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnSociety(rt)
		for range rapid.IntRange(0, 30).Draw(rt, "more heads") {
			at := rapid.Float64Range(-2, 2)
			s.heads = append(s.heads, Head{at.Draw(rt, "m"), at.Draw(rt, "c"), at.Draw(rt, "f")})
			s.sites = append(s.sites, SiteAt(rapid.Float64Range(0.01, 1).Draw(rt, "d"), 0.4, 0.6, 0.2))
		}
		budget := NormBudgetOf(s.norm)
		vector, plain := NewHeads(s.heads, s.sites, s.representation, budget), NewHeads(s.heads, s.sites, s.representation, budget)
		gain := rapid.Float64Range(0, 0.2).Draw(rt, "gain")
		for range 20 {
			vector.Step(s.earned(), gain, 0.1, 0.01)
			r := &plain.rows
			r.next = plain.Representation + 0.1*(s.earned().Function*plain.unitFunction) - 0.01*plain.Representation
			r.inductionBefore, r.induction = r.induction, r.inductionBefore
			r.functionBefore, r.functionVector = r.functionVector, r.functionBefore
			r.stepPlain(&headPush{s.earned(), plain.Representation, budget, gain, 0.01})
			plain.expose(len(s.heads))
			a, b := &vector.rows, &plain.rows
			if !same(a.match, b.match) || !same(a.copy, b.copy) || !same(a.function, b.function) ||
				!same(a.induction, b.induction) || !same(a.functionVector, b.functionVector) ||
				!same(a.inductionSums[:], b.inductionSums[:]) || !same(a.unitFunctionSums[:], b.unitFunctionSums[:]) || a.crossed != b.crossed {
				rt.Fatalf("vector %+v\nplain %+v", vector, plain)
			}
		}
	})
}

// same reports whether numbers have the same bits. All NaN are alike.
func same(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
	})
}

// Strengths that are no numbers stay so in the sums, and are no crossing.
func TestHeadsThatAreNoNumbers(t *testing.T) {
	h := NewHeads([]Head{{1, 1, 1}, {math.NaN(), 1, 1}}, []Site{{1, 1}, {1, 1}}, 0.5, NormBudgetOf(1))
	h.Step(Earned{1, 1}, 0.1, 0.1, 0)
	if h.Inductions == h.Inductions || h.FunctionVectors == h.FunctionVectors {
		t.Errorf("sums %g and %g", h.Inductions, h.FunctionVectors)
	}
}

// The step is that of every head by itself.
func TestStepOfHeads(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnSociety(rt)
		e, budget := s.earned(), NormBudgetOf(s.norm)
		h := NewHeads(s.heads, s.sites, s.representation, budget)
		h.Step(e, 0.01, 0.02, 0.1)
		shared, induction := 0.0, 0.0
		for i := range s.heads {
			shared += e.Function * s.heads[i].FunctionVector(&s.sites[i], 1)
			s.heads[i].Step(s.heads[i].pull(&s.sites[i], e, s.representation, budget), 0.01, 0.1)
			if h.Head(i) != s.heads[i] || h.Induction[i] != s.heads[i].Induction(&s.sites[i]) {
				rt.Fatalf("head %d: %+v, want %+v", i, h.Head(i), s.heads[i])
			}
			induction += h.Induction[i]
		}
		if want := s.representation + 0.02*shared - 0.1*s.representation; math.Abs(h.Representation-want) > 1e-14 {
			rt.Fatalf("representation %g, want %g", h.Representation, want)
		}
		if math.Abs(h.Inductions-induction) > 1e-12 {
			rt.Fatalf("sum %g, want %g", h.Inductions, induction)
		}
	})
}

func BenchmarkStepOfHeads(b *testing.B) {
	const number = 384
	factors, sites := make([]Head, number), make([]Site, number)
	for i := range factors {
		factors[i], sites[i] = Head{0.1, 0.1, 0.1}, SiteAt(float64(i+1)/number, 0.4, 0.6, 0.2)
	}
	h := NewHeads(factors, sites, 0.1, NormBudgetOf(2))
	for b.Loop() {
		h.Step(Earned{1e-3, 1e-3}, 1e-3, 1e-3, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*number), "ns/head")
}
