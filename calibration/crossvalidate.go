package calibration

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/circsim/circsim/internal/text"
)

// Validation are errors for settings that predictions were made without: one value of a key is left out at a time.
type Validation struct {
	Key         int          `json:"-"`   // place in Data.Paths
	Path        string       `json:"key"` // that
	Values      []float64    `json:"values"`
	Evaluations int          `json:"evaluations"` // for each value
	Engine      []KindErrors `json:"engine"`
	PowerLaw    []KindErrors `json:"power_law"`
	Nearest     []KindErrors `json:"nearest"`
}

// validationShare is the percentage of a search's evaluations that the search without one value has, on top of the starts,
// which it shares with the whole search.
const validationShare = 20

// Key is the place of a key in Paths, by its path or its column. The error says which were expected.
func (d *Data) Key(name string) (int, error) {
	var known []string
	for _, k := range d.Varied() {
		if d.Paths[k] == name || d.Columns[k] == name {
			return k, nil
		}
		known = append(known, d.Columns[k])
	}
	return 0, fmt.Errorf("no varied key or column of this name, expected %s", text.OneOf(known))
}

// CrossValidate leaves out the settings of one value of a key at a time, fits the rest from the starts of the search, and
// never from its result, and predicts what was left out.
func (f *Fit) CrossValidate(ctx context.Context, key int, progress Progress) (Validation, error) {
	p := f.problem
	v := Validation{Key: key, Path: p.data.Paths[key], Evaluations: max(f.search.limit*validationShare/100, 50)}
	for _, s := range p.data.Settings {
		v.Values = append(v.Values, s.Values[key])
	}
	slices.Sort(v.Values)
	v.Values = slices.Compact(v.Values)
	if progress != nil {
		progress.Begin(0, int64(v.Evaluations*len(v.Values))*p.networks(), 0)
	}
	engine, law, near := p.unknown(), p.unknown(), p.unknown()
	for n, value := range v.Values {
		out := func(setting int) bool { return p.data.Settings[setting].Values[key] == value }
		o := newObjective(p, f.objective.seed, out)
		s := &search{
			objective: o, options: f.search.options, journal: f.journal, limit: v.Evaluations, began: time.Now(),
			progress: &offset{progress, int64(n*v.Evaluations) * p.networks()},
		}
		s.options.Budget = 0
		var starts []*candidate
		for _, start := range f.search.begun {
			c := *start
			c.score, c.spreads = o.score(c.u, c.predictions)
			starts = append(starts, &c)
		}
		sortByScore(starts)
		minima, err := s.polish(ctx, starts, s.limit)
		if err != nil {
			return v, err
		}
		lawWithout, nearWithout := p.powerLaw(o.weight), p.nearest(o.weight)
		for i := range p.all {
			if out(p.data.Runs[p.runOf[i]].Setting) && minima[0].predictions != nil {
				engine[i], law[i], near[i] = minima[0].predictions[i], lawWithout[i], nearWithout[i]
			}
		}
	}
	f.validated = engine
	v.Engine, v.PowerLaw, v.Nearest = p.errorsOf(engine, nil), p.errorsOf(law, nil), p.errorsOf(near, nil)
	return v, nil
}

// unknown are predictions that are not made yet.
func (p *problem) unknown() []float64 {
	list := make([]float64, len(p.all))
	for i := range list {
		list[i] = math.NaN()
	}
	return list
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
