package sim

// life is when a strength first was 1 or more, and then first less again.
type life struct{ born, died *float64 }

func (l *life) see(t, strength float64) {
	switch {
	case strength >= 1 && l.born == nil:
		l.born = moment(t)
	case strength < 1 && l.born != nil && l.died == nil:
		l.died = moment(t)
	}
}

func moment(t float64) *float64 { return &t }

// headLife is the life of a head, and of its strengths one by one.
type headLife struct{ whole, induction, function life }

// seeHeads notes heads that have become strong, or weak again, by step t.
func (r *recorder) seeHeads(t float64) {
	s := &r.f.heads
	for i := range r.heads {
		l := &r.heads[i]
		l.whole.see(t, s.induction[i]+s.function[i])
		l.induction.see(t, s.induction[i])
		l.function.see(t, s.function[i])
	}
}

// headCircuits keeps every head as it is at step t.
func (r *recorder) headCircuits(t float64) {
	s := &r.f.heads
	for i := range r.heads {
		l := &r.heads[i]
		r.result.Circuits = append(r.result.Circuits, CircuitState{
			Kind: HeadKind, Index: int64(i), Step: t, Depth: 3,
			Gain: r.n.heads.rules.Gain * r.f.rates.speed, Multiplicity: 1,
			Strength: s.induction[i] + s.function[i], Born: l.whole.born, Died: l.whole.died,
			Head: &HeadState{
				RelativeDepth: r.n.heads.depth(i),
				Induction:     s.induction[i], FunctionVector: s.function[i],
				InductionBorn: l.induction.born, FunctionVectorBorn: l.function.born,
			},
		})
	}
}
