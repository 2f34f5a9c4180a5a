package sim

// bySwitching goes by Dormand-Prince where the flow is not stiff and by RODAS
// where it is, as LSODA goes between Adams and BDF: the step times the spectral
// radius of the Jacobian says which. Both work on the same y.
func bySwitching(w *flow, y []float64, end, tolerance float64) (outcome, error) {
	const (
		stiff   = 2.0 // the explicit method's limit of stability is 3.3
		mild    = 1.2
		patient = 10 // steps in a row
		look    = 5  // steps of the explicit method from one estimate to the next
	)
	d := newDormandPrince(w, y)
	r := newRosenbrock(w, y, tolerance)
	d.h = firstStep(d.k[0], end)
	explicit, streak := true, 0
	vector, product := append([]float64(nil), d.k[0]...), make([]float64, len(y))
	for d.t < end {
		var err error
		h := d.t
		if explicit {
			err = d.advance(end, tolerance)
		} else {
			r.t = d.t
			err = r.advance(end)
			d.t = r.t
		}
		if err != nil {
			return outcome{}, err
		}
		h = d.t - h
		if explicit && d.accepted%look != 0 {
			continue
		}
		if explicit {
			// The fields are those of the step's end: its last stage was taken there.
			w.differentiate()
		}
		size := h * w.radius(vector, product)
		if (size > stiff) == explicit && (size < mild) != explicit {
			streak++
		} else {
			streak = 0
		}
		switch {
		case explicit && streak*look >= patient:
			explicit, streak = false, 0
			r.h, r.controlH = d.h, 0
		case !explicit && streak >= patient:
			explicit, streak = true, 0
			d.rate(y, d.k[0])
			d.h, d.lastError = r.h, 1e-4
		}
	}
	return outcome{y, d.evaluations + r.evaluations, d.accepted + r.accepted, d.rejected + r.rejected}, nil
}

// radius estimates the spectral radius of the Jacobian that differentiate took,
// by a few power iterations from where the last estimate left vector. A product
// with the Jacobian goes through the fields and costs far less than a rate.
func (w *flow) radius(vector, product []float64) float64 {
	const iterations = 3
	now := 0.0
	for range iterations {
		w.multiply(vector, product)
		size := norm2(product)
		if now = size / norm2(vector); size == 0 {
			return 0
		}
		for i := range vector {
			vector[i] = product[i] / size
		}
	}
	return now
}

// multiply computes J x.
func (w *flow) multiply(x, product []float64) {
	moved := make([]float64, len(w.solution))
	for b := range w.n.blocks {
		blk := &w.n.blocks[b]
		var field, free float64
		for i := blk.first; i < blk.end; i++ {
			field += w.toField[i] * x[i]
			free += w.toFree[i] * x[i]
		}
		for _, k := range blk.moves {
			moved[k] += field
		}
		moved[w.n.freeField(blk.pool)] += free
	}
	w.spreadGeneral(moved)
	for b := range w.n.blocks {
		blk := &w.n.blocks[b]
		field, free := 0.0, moved[w.n.freeField(blk.pool)]
		for _, k := range blk.feels {
			field += moved[k]
		}
		for i := blk.first; i < blk.end; i++ {
			product[i] = w.local[i]*x[i] + w.byField[i]*field + w.byFree[i]*free
		}
	}
}

// spreadGeneral adds what moved logits make of the other fields.
func (w *flow) spreadGeneral(moved []float64) {
	for s := range w.n.segments {
		pool := w.n.tasks[w.n.segments[s].task].pool
		moved[pullField(s)] += w.byG[s].pullByG * moved[generalField(s)]
		moved[w.n.freeField(pool)] += w.byG[s].freeByG * moved[generalField(s)]
	}
}
