package circuits

import "math"

// Head holds the factors of one attention head, or the gradient of the loss with
// respect to them (docs/model.md, "Attention heads").
type Head struct{ Match, Copy, Function float64 }

// Site holds the weights that a head's depth gives to copying and to functions,
// a_c and a_f, from 0 to 1.
type Site struct{ Copy, Function float64 }

// SiteAt is the site at relative depth d in (0, 1]. Both weights are Gaussian in
// d, with maximum 1 at copyDepth and at functionDepth, and standard deviation
// width.
func SiteAt(d, copyDepth, functionDepth, width float64) Site {
	bell := func(best float64) float64 {
		x := (d - best) / width
		return math.Exp(-x * x / 2)
	}
	return Site{Copy: bell(copyDepth), Function: bell(functionDepth)}
}

// Induction is a head's induction strength, a_c m c (docs/model.md, equation 7):
// its logit for the token that followed an earlier occurrence (Olsson et al.
// arXiv:2209.11895).
func (h *Head) Induction(s *Site) float64 { return s.Copy * h.Match * h.Copy }

// FunctionVector is a head's function-vector strength, a_f m f F (docs/model.md,
// equation 7): its logit for the answer by the function that the examples have in
// common, in the representation F that all heads share (Yin and Steinhardt
// arXiv:2502.14010).
func (h *Head) FunctionVector(s *Site, representation float64) float64 {
	return s.Function * h.Match * h.Function * representation
}

// Earned holds minus the derivatives of the loss, in nats per logit, with respect
// to the sums of all induction and of all function-vector strengths.
type Earned struct{ Induction, Function float64 }

// pull is minus the gradient of the loss with respect to a head's factors
// (docs/model.md, equation 9), through both of its strengths and through the cost of its norm.
func (h *Head) pull(s *Site, e Earned, representation float64, budget NormBudget) Head {
	induction := e.Induction * s.Copy
	function := float64(float64(e.Function*s.Function) * representation)
	output := h.Copy + h.Function
	rent := budget.rent(float64(h.Match*h.Match) + float64(output*output))
	owed := float64(rent * output)
	return Head{
		Match:    float64(induction*h.Copy) + float64(function*h.Function) - float64(rent*h.Match),
		Copy:     float64(induction*h.Match) - owed,
		Function: float64(function*h.Match) - owed,
	}
}

// Step moves the head by one optimizer step along pull, with weight decay. Copy
// and Function, the two parts of the head's output, stay at least 0.
func (h *Head) Step(pull Head, gain, decay float64) {
	h.Match = h.Match + float64(gain*pull.Match) - float64(decay*h.Match)
	h.Copy = h.Copy + float64(gain*pull.Copy) - float64(decay*h.Copy)
	if h.Copy < 0 { // unlike max, this is a jump that is foreseen
		h.Copy = 0
	}
	h.Function = h.Function + float64(gain*pull.Function) - float64(decay*h.Function)
	if h.Function < 0 {
		h.Function = 0
	}
}

// Square is m^2 + c^2 + f^2.
func (h Head) Square() float64 {
	return h.Match*h.Match + h.Copy*h.Copy + h.Function*h.Function
}

// NormBudget is the norm R within which a head pays nothing. Beyond it the head adds
// half the square of (m^2 + (c + f)^2)/R^2 - 1 to the loss, in nats. Copying and
// functions share one output, so a head gains nothing by doing both: Yin and Steinhardt
// (arXiv:2502.14010) find that mostly different heads do them in the end.
type NormBudget struct{ slope, offset float64 }

// NormBudgetOf is the budget of norm R.
func NormBudgetOf(norm float64) NormBudget {
	inverse := 1 / (norm * norm)
	return NormBudget{slope: 2 * inverse * inverse, offset: 2 * inverse}
}

// rent is the derivative of a head's cost with respect to half of its squared norm.
func (b NormBudget) rent(square float64) float64 {
	if rent := float64(b.slope*square) - b.offset; rent > 0 {
		return rent
	}
	return 0
}
