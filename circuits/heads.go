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

// Pull is minus the gradient of the loss with respect to a head's factors
// (docs/model.md, equation 9), through both of its strengths and through the cost of its norm (excess).
func (h *Head) Pull(s *Site, e Earned, representation, norm float64) Head {
	induction := e.Induction * s.Copy
	function := e.Function * s.Function * representation
	rent := 0.0
	if excess := h.excess(norm); excess != 0 {
		rent = 2 * excess / (norm * norm)
	}
	output := rent * (h.Copy + h.Function)
	return Head{
		Match:    induction*h.Copy + function*h.Function - rent*h.Match,
		Copy:     induction*h.Match - output,
		Function: function*h.Match - output,
	}
}

// PullRepresentation is a head's term in minus the derivative of the loss with
// respect to the shared representation.
func (h *Head) PullRepresentation(s *Site, e Earned) float64 {
	return e.Function * s.Function * h.Match * h.Function
}

// Step moves the head by one optimizer step along pull, with weight decay. Copy
// and Function, the two parts of the head's output, stay at least 0.
func (h *Head) Step(pull Head, gain, decay float64) {
	h.Match = h.Match + gain*pull.Match - decay*h.Match
	h.Copy = h.Copy + gain*pull.Copy - decay*h.Copy
	if h.Copy <= 0 { // unlike max, this is a jump that is foreseen
		h.Copy = 0
	}
	h.Function = h.Function + gain*pull.Function - decay*h.Function
	if h.Function <= 0 {
		h.Function = 0
	}
}

// Square is m^2 + c^2 + f^2.
func (h Head) Square() float64 {
	return h.Match*h.Match + h.Copy*h.Copy + h.Function*h.Function
}

// excess is the share by which m^2 + (c + f)^2 exceeds norm^2, at least 0. A head
// adds half its square to the loss, in nats. Copying and functions share one
// output, so a head gains nothing by doing both: Yin and Steinhardt
// (arXiv:2502.14010) find that mostly different heads do them in the end.
func (h *Head) excess(norm float64) float64 {
	output := h.Copy + h.Function
	square := h.Match*h.Match + output*output
	if square <= norm*norm {
		return 0
	}
	return square/(norm*norm) - 1
}
