package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// society is a few heads with the representation that they share, and the loss
// that their factors should fall along: cross-entropy of both tasks and the cost
// of what is beyond the norm budget.
type society struct {
	heads                               []Head
	sites                               []Site
	representation, norm                float64
	copyWeight, abstractWeight, classes float64
	share                               float64 // of induction that abstract items feel
}

func (s *society) logits() (copied, abstract float64) {
	for i := range s.heads {
		h := &s.heads[i]
		induction := h.Induction(&s.sites[i])
		copied += induction
		abstract += h.FunctionVector(&s.sites[i], s.representation) + s.share*induction
	}
	return copied, abstract
}

func (s *society) loss() float64 {
	copied, abstract := s.logits()
	loss := s.copyWeight*Clean(0, s.classes).Loss(copied) + s.abstractWeight*Clean(0, s.classes).Loss(abstract)
	for _, h := range s.heads {
		loss += h.cost(s.norm)
	}
	return loss
}

// cost is what a head beyond its norm budget adds to the loss.
func (h *Head) cost(norm float64) float64 {
	output := h.Copy + h.Function
	excess := max((h.Match*h.Match+output*output)/(norm*norm)-1, 0)
	return excess * excess / 2
}

func (s *society) earned() Earned {
	copied, abstract := s.logits()
	r := s.abstractWeight * Clean(0, s.classes).Residual(abstract)
	return Earned{Induction: s.copyWeight*Clean(0, s.classes).Residual(copied) + s.share*r, Function: r}
}

func drawnSociety(t *rapid.T) *society {
	at := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	s := &society{
		representation: at("F", 0.1, 2), norm: at("R", 0.5, 3), classes: at("V", 2, 1000),
		copyWeight: at("copy weight", 0.05, 1), abstractWeight: at("abstract weight", 0.05, 1), share: at("share", 0, 1),
	}
	for range rapid.IntRange(1, 6).Draw(t, "heads") {
		s.heads = append(s.heads, Head{at("m", -2, 2), at("c", -2, 2), at("f", -2, 2)})
		s.sites = append(s.sites, SiteAt(at("d", 0.01, 1), 0.4, 0.6, 0.2))
	}
	return s
}

// What moves heads is the derivative of the loss, as finite differences have it.
func TestHeadsAreMovedByTheGradient(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnSociety(rt)
		e := s.earned()
		check := func(what string, x *float64, pull float64) {
			const h = 1e-5
			was := *x
			*x = was + h
			up := s.loss()
			*x = was - h
			down := s.loss()
			*x = was
			if slope := (up - down) / (2 * h); math.Abs(slope+pull) > 1e-4*(1+math.Abs(pull)) {
				rt.Fatalf("%s: the loss rises by %g, the pull is %g", what, slope, pull)
			}
		}
		shared := 0.0
		for i := range s.heads {
			h := &s.heads[i]
			pull := h.pull(&s.sites[i], e, s.representation, NormBudgetOf(s.norm))
			check("match", &h.Match, pull.Match)
			check("copy", &h.Copy, pull.Copy)
			check("function", &h.Function, pull.Function)
			shared += e.Function * h.FunctionVector(&s.sites[i], 1)
		}
		check("representation", &s.representation, shared)
	})
}

// A small step along the pull lowers the loss.
func TestLossFallsAlongThePullOfHeads(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawnSociety(rt)
		e, before, shared, square := s.earned(), s.loss(), 0.0, 0.0
		const step = 1e-5
		pulls := make([]Head, len(s.heads))
		for i := range s.heads {
			h := &s.heads[i]
			pulls[i] = h.pull(&s.sites[i], e, s.representation, NormBudgetOf(s.norm))
			square += pulls[i].Square()
			shared += e.Function * h.FunctionVector(&s.sites[i], 1)
		}
		for i, p := range pulls {
			s.heads[i].Match += step * p.Match
			s.heads[i].Copy += step * p.Copy
			s.heads[i].Function += step * p.Function
		}
		s.representation += step * shared
		fall := step * (square + shared*shared)
		if got := before - s.loss(); math.Abs(got-fall) > 0.05*fall+1e-13 {
			rt.Fatalf("the loss falls by %g, the squared gradient says %g", got, fall)
		}
	})
}

// Copying is served best at its depth and functions at theirs, less on both sides.
func TestSitesPeakAtTheirDepths(t *testing.T) {
	for _, d := range []float64{0.1, 0.3, 0.5, 0.7, 0.9} {
		at := SiteAt(d, 0.3, 0.7, 0.2)
		if (at.Copy == 1) != (d == 0.3) || (at.Function == 1) != (d == 0.7) || at.Copy > 1 || at.Function > 1 {
			t.Errorf("depth %g: %+v", d, at)
		}
	}
	if s := SiteAt(0.5, 0.3, 0.7, 0.2); math.Abs(s.Copy-math.Exp(-0.5)) > 1e-12 || math.Abs(s.Copy-s.Function) > 1e-12 {
		t.Errorf("one standard deviation from both: %+v", s)
	}
}

// Within the budget a head pays nothing.
func TestHeadsPayBeyondTheirBudgetAlone(t *testing.T) {
	inside, beyond := Head{1, 1, 1}, Head{2, 0, 0}
	if c := inside.cost(2.3); c != 0 {
		t.Errorf("cost inside: %g", c)
	}
	if c := inside.cost(1); c != 8 { // (1 + 2^2 - 1)^2 / 2
		t.Errorf("cost of both kinds: %g", c)
	}
	if c := beyond.cost(1); c != 4.5 { // (4/1 - 1)^2 / 2
		t.Errorf("cost beyond: %g", c)
	}
}
