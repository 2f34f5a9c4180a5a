package circuits

import "math"

// Head is one attention head: its factors match, copy and function, or what
// moves them. docs/model.md, "Attention heads".
type Head struct{ Match, Copy, Function float64 }

// Site is what a head's depth makes of its factors: a_c and a_f, from 0 to 1.
type Site struct{ Copy, Function float64 }

// SiteAt is the site at relative depth d, above 0 and at most 1: two bells of
// height 1 and standard deviation width, around the depths that serve copying
// and functions best.
func SiteAt(d, copyDepth, functionDepth, width float64) Site {
	bell := func(best float64) float64 {
		x := (d - best) / width
		return math.Exp(-x * x / 2)
	}
	return Site{Copy: bell(copyDepth), Function: bell(functionDepth)}
}

// Induction is a head's induction strength, a_c m c: the logit that finding an
// earlier occurrence and copying what followed gives (Olsson et al.
// arXiv:2209.11895).
func (h Head) Induction(s Site) float64 { return s.Copy * h.Match * h.Copy }

// FunctionVector is a head's function-vector strength, a_f m f F: the logit that
// finding examples and passing on what they have in common gives, in the
// representation F that all heads share (Yin and Steinhardt arXiv:2502.14010).
func (h Head) FunctionVector(s Site, representation float64) float64 {
	return s.Function * h.Match * h.Function * representation
}

// Earned is what a logit earns heads, the loss that it saves: one of all
// induction strength, and one of all function-vector strength.
type Earned struct{ Induction, Function float64 }

// Pull is how the loss falls with each of a head's factors: the chain rule
// through both of its strengths, and through the cost of its norm (excess).
func (h Head) Pull(s Site, e Earned, representation, norm float64) Head {
	induction := e.Induction * s.Copy
	function := e.Function * s.Function * representation
	rent := 2 * h.excess(norm) / (norm * norm)
	output := rent * (h.Copy + h.Function)
	return Head{
		Match:    induction*h.Copy + function*h.Function - rent*h.Match,
		Copy:     induction*h.Match - output,
		Function: function*h.Match - output,
	}
}

// PullRepresentation is a head's part in how the loss falls with the shared
// representation.
func (h Head) PullRepresentation(s Site, e Earned) float64 {
	return e.Function * s.Function * h.Match * h.Function
}

// Step is the head one explicit optimizer step further along pull. What a head
// writes is split in parts, copy and function, and neither is ever negative.
func (h Head) Step(pull Head, gain, decay float64) Head {
	return Head{
		Match:    h.Match + gain*pull.Match - decay*h.Match,
		Copy:     max(h.Copy+gain*pull.Copy-decay*h.Copy, 0),
		Function: max(h.Function+gain*pull.Function-decay*h.Function, 0),
	}
}

// Square is m^2 + c^2 + f^2.
func (h Head) Square() float64 {
	return h.Match*h.Match + h.Copy*h.Copy + h.Function*h.Function
}

// excess is the share by which m^2 + (c + f)^2 is above norm^2; half its square,
// in nats, is what a head beyond its norm budget adds to the loss. A head has one
// output, which copying and functions share, so that it gains nothing by doing
// both (Yin and Steinhardt arXiv:2502.14010 find the two kinds to be largely
// different heads in the end).
func (h Head) excess(norm float64) float64 {
	output := h.Copy + h.Function
	return max((h.Match*h.Match+output*output)/(norm*norm)-1, 0)
}
