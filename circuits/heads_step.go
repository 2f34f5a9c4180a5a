package circuits

// Heads are the attention heads of a network and the representation that they share.
// Arrays are by head.
type Heads struct {
	Representation float64
	// Strengths, logits, after the last step.
	Induction, FunctionVector []float64
	// Sums of the strengths over heads.
	Inductions, FunctionVectors float64

	budget       NormBudget
	unitFunction float64 // sum of the function-vector strengths at a representation of 1
	rows         headRows
}

// headRows hold what a step works on. Arrays are padded to a multiple of 8 by heads
// without any strength.
type headRows struct {
	match, copy, function           []float64 // factors
	copySite, functionSite          []float64
	inductionBefore, functionBefore []float64
	induction, functionVector       []float64
	next                            float64    // representation after the step
	inductionSums, unitFunctionSums [8]float64 // of heads i, by i modulo 8
	crossed                         bool       // see Step
}

// headPush is what a step does to every head.
type headPush struct {
	earned         Earned
	representation float64
	budget         NormBudget
	gain, decay    float64
}

// NewHeads are heads with these initial factors.
func NewHeads(factors []Head, sites []Site, representation float64, budget NormBudget) *Heads {
	padded := (len(factors) + 7) / 8 * 8
	row := func() []float64 { return make([]float64, padded) }
	h := &Heads{Representation: representation, budget: budget, rows: headRows{
		match: row(), copy: row(), function: row(), copySite: row(), functionSite: row(),
		inductionBefore: row(), functionBefore: row(), induction: row(), functionVector: row(),
	}}
	for i := range factors {
		h.rows.copySite[i], h.rows.functionSite[i] = sites[i].Copy, sites[i].Function
		h.rows.set(i, &factors[i])
	}
	h.rows.next = representation
	h.rows.measure()
	h.expose(len(factors))
	return h
}

// Head is that of number i.
func (h *Heads) Head(i int) Head { return h.rows.head(i) }

// Step moves the heads and their representation by one optimizer step with weight decay. It
// reports whether a strength of a head, or the sum of both, has crossed 1.
func (h *Heads) Step(e Earned, gain, representationGain, decay float64) (crossed bool) {
	r := &h.rows
	// The derivative of a function-vector strength with respect to the representation is the strength at a representation of 1.
	pull := e.Function * h.unitFunction
	r.next = h.Representation + float64(representationGain*pull) - float64(decay*h.Representation)
	r.inductionBefore, r.induction = r.induction, r.inductionBefore
	r.functionBefore, r.functionVector = r.functionVector, r.functionBefore
	r.step(&headPush{e, h.Representation, h.budget, gain, decay})
	h.expose(len(h.Induction))
	return r.crossed
}

// expose sets what Heads shows of its rows.
func (h *Heads) expose(number int) {
	r := &h.rows
	h.Representation = r.next
	h.Induction, h.FunctionVector = r.induction[:number], r.functionVector[:number]
	h.unitFunction = laneSum(&r.unitFunctionSums)
	h.Inductions, h.FunctionVectors = laneSum(&r.inductionSums), h.unitFunction*h.Representation
}

// laneSum adds up sums that were made by index modulo 8.
func laneSum(l *[8]float64) float64 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

func (r *headRows) head(i int) Head { return Head{r.match[i], r.copy[i], r.function[i]} }
func (r *headRows) site(i int) Site { return Site{r.copySite[i], r.functionSite[i]} }

func (r *headRows) set(i int, h *Head) {
	r.match[i], r.copy[i], r.function[i] = h.Match, h.Copy, h.Function
}

// stepPlain is the step in plain Go, the definition of the vector code.
func (r *headRows) stepPlain(p *headPush) {
	for i := range r.match {
		h, s := r.head(i), r.site(i)
		h.Step(h.pull(&s, p.earned, p.representation, p.budget), p.gain, p.decay)
		r.set(i, &h)
	}
	r.measure()
}

// measure computes the strengths, their sums and whether any has crossed 1.
func (r *headRows) measure() {
	r.inductionSums, r.unitFunctionSums, r.crossed = [8]float64{}, [8]float64{}, false
	for i := range r.match {
		h, s := r.head(i), r.site(i)
		induction, unit := h.Induction(&s), h.FunctionVector(&s, 1)
		function := float64(unit * r.next)
		r.induction[i], r.functionVector[i] = induction, function
		r.inductionSums[i%8] += induction
		r.unitFunctionSums[i%8] += unit
		before, functionBefore := r.inductionBefore[i], r.functionBefore[i]
		if crosses(before, induction) || crosses(functionBefore, function) || crosses(before+functionBefore, induction+function) {
			r.crossed = true
		}
	}
}

// crosses reports whether one of two strengths is below 1 and the other is not.
func crosses(before, after float64) bool { return (before >= 1) != (after >= 1) }
