package calibration

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"time"
)

// Validation are errors of predictions that were made without what they predict: the runs with one value of a key, or of a
// column, are left out at a time.
type Validation struct {
	Name        string  `json:"key"`    // the key's path, or the column's name
	Values      []any   `json:"values"` // ascending json.Numbers, or strings
	Evaluations int     `json:"evaluations"`
	Scores              // of all values
	Inner       *Scores `json:"inner,omitempty"` // of values between the smallest and the greatest; nil: there are none
	Ends        *Scores `json:"ends,omitempty"`  // of the smallest and the greatest; nil: values are no numbers
}

// Scores say how good predictions are.
type Scores struct {
	Engine   []KindErrors `json:"engine"`
	PowerLaw []KindErrors `json:"power_law"`
	Nearest  []KindErrors `json:"nearest"`
	Held     []KindHeld   `json:"held"`
}

// KindHeld are the shares of runs that intervals hold, for one kind of event. An event that had not happened when its run
// ended is held if the interval reaches beyond.
type KindHeld struct {
	Kind     Kind    `json:"kind"`
	Runs     int     `json:"runs"`
	Happened int     `json:"happened"` // runs in which the event did
	Held50   float64 `json:"held50"`
	Held80   float64 `json:"held80"`
	Held95   float64 `json:"held95"`
}

// validationShare is the percentage of a search's evaluations that the search without one value has, on top of the starts,
// which it shares with the whole search.
const validationShare = 25

// leastValidation are the fewest evaluations of a search without one value.
const leastValidation = 50

// CrossValidate leaves out the runs with one value at a time, fits the rest from the starts of the search, and never from its
// result, and predicts what was left out.
func (f *Fit) CrossValidate(ctx context.Context, by Grouping, progress Progress) (Validation, error) {
	p := f.problem
	values, groups := by.groups()
	v := Validation{Name: by.Name, Evaluations: max(f.search.limit*validationShare/100, leastValidation)}
	for _, value := range values {
		if by.numbers {
			v.Values = append(v.Values, json.Number(value))
		} else {
			v.Values = append(v.Values, value)
		}
	}
	if progress != nil {
		progress.Begin(0, int64(v.Evaluations*len(values))*p.networks(), 0)
	}
	left := newLeft(p)
	for n, g := range groups {
		out := func(run int) bool { return g.runs[run] }
		first, err := p.firstNoise(ctx, func(run int) bool { return !g.runs[run] })
		if err != nil {
			return v, err
		}
		s := &search{
			objective: newObjective(p, first, out), options: f.search.options, journal: f.journal, limit: v.Evaluations, began: time.Now(),
			progress: &offset{progress, int64(n*v.Evaluations) * p.networks()}, leftOut: out,
		}
		s.options.Budget = 0
		var starts []*candidate
		for _, start := range f.search.begun {
			c := *start
			starts = append(starts, &c)
		}
		s.rescore(starts)
		found, err := s.refine(ctx, starts)
		if err != nil {
			return v, err
		}
		left.add(s, found, g)
	}
	f.validated = left.engine
	v.Scores = *left.scores(nil)
	if by.numbers {
		v.Inner = left.scores(func(run int) bool { return !left.end[run] })
		v.Ends = left.scores(func(run int) bool { return left.end[run] })
	}
	return v, nil
}

// left gathers predictions of what was left out.
type left struct {
	*problem
	engine, law, near []float64 // by observation; NaN: not predicted
	above             []float64 // probability of a later event, or a higher value
	end               []bool    // by run
}

func newLeft(p *problem) *left {
	return &left{p, p.unknown(), p.unknown(), p.unknown(), p.unknown(), make([]bool, len(p.data.Runs))}
}

// add takes the predictions for a group that a search was made without.
func (l *left) add(s *search, f found, g group) {
	law, near := s.powerLaw(s.weight), s.nearest(s.weight)
	fit := &Fit{Ranges: s.data.ranges(s.kept), Spread: s.spreads(f)}
	for i := range l.all {
		run := l.runOf[i]
		if !g.runs[run] || f.best.predictions == nil {
			continue
		}
		l.end[run] = g.end
		l.engine[i], l.law[i], l.near[i] = f.best.predictions[i], law[i], near[i]
		kind := l.all[i].Kind
		spread, ok := fit.Spread[kind]
		if !ok {
			continue
		}
		scale, groups := spread.total(fit.outside(l.data.Paths, l.data.Settings[l.data.Runs[run].Setting].Values))
		m := mixture{scale: max(scale, floors[kind]), freedom: freedomOf(groups)}
		for _, member := range f.members {
			m.at, m.weight = append(m.at, member.predictions[i]), append(m.weight, 1/float64(len(f.members)))
		}
		l.above[i] = m.above(l.all[i].Value)
	}
}

// scores are those of some runs; nil: of all. It is nil if there is none.
func (l *left) scores(of func(run int) bool) *Scores {
	keep := func(i int) bool { return l.engine[i] == l.engine[i] && (of == nil || of(l.runOf[i])) }
	any := false
	for i := range l.all {
		any = any || keep(i)
	}
	if !any && of != nil {
		return nil
	}
	s := &Scores{Engine: l.errorsOf(l.engine, keep), PowerLaw: l.errorsOf(l.law, keep), Nearest: l.errorsOf(l.near, keep)}
	for _, e := range s.Engine {
		if e.Kind.IsStep() || e.Kind == PeakTestLoss {
			s.Held = append(s.Held, l.held(e.Kind, keep))
		}
	}
	return s
}

// held counts the runs that intervals hold.
func (l *left) held(kind Kind, keep func(i int) bool) KindHeld {
	h := KindHeld{Kind: kind}
	var held [3]float64
	for i, o := range l.all {
		if o.Kind != kind || !keep(i) || l.above[i] != l.above[i] {
			continue
		}
		h.Runs++
		if !o.Censored {
			h.Happened++
		}
		for k, level := range Levels {
			if tail := (1 - level) / 2; l.above[i] >= tail && (o.Censored || l.above[i] <= 1-tail) {
				held[k]++
			}
		}
	}
	n := float64(max(h.Runs, 1))
	h.Held50, h.Held80, h.Held95 = held[0]/n, held[1]/n, held[2]/n
	return h
}

// unknown are predictions that are not made yet.
func (p *problem) unknown() []float64 {
	return slices.Repeat([]float64{math.NaN()}, len(p.all))
}

// offset reports the networks of one of several searches.
type offset struct {
	Progress
	before int64
}

// Finished adds what was done before.
func (o *offset) Finished(done int64) {
	if o.Progress != nil {
		o.Progress.Finished(o.before + done)
	}
}
