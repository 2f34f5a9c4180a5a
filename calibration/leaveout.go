package calibration

import (
	"context"
	"math"
	"slices"
)

// LeftOut is how far single runs lie from predictions that were made without them: scales of Student's t distributions of a
// kind of measurement, on its scale. They hold the spread between seeds and the model's errors.
type LeftOut struct {
	New          float64 `json:"new,omitempty"`           // for values of the varied keys between those of measured runs; 0: not known
	NewGroups    int     `json:"new_groups,omitempty"`    // values that were left out for it, one at a time
	Beyond       float64 `json:"beyond,omitempty"`        // for values outside; 0: not known
	BeyondGroups int     `json:"beyond_groups,omitempty"` // the same
}

// mostGroups bounds the groups of one key.
const mostGroups = 8

// group is what is left out at a time: all runs with one value of a key, or with neighbouring ones.
type group struct {
	runs []bool // by run: it belongs to the group
	end  bool   // no smaller value is left, or no greater one
}

// groupsOf cuts the values of a key, one for each run, into at most so many groups of neighbours with about as many runs each.
func groupsOf(values []float64, most int) (list []group) {
	distinct := slices.Compact(slices.Sorted(slices.Values(values)))
	if len(distinct) < 2 {
		return nil
	}
	count := func(value float64) (n int) {
		for _, v := range values {
			if v == value {
				n++
			}
		}
		return n
	}
	n := min(len(distinct), most)
	at, passed := 0, 0
	for g := range n {
		runs := make([]bool, len(values))
		end := g == 0 || g == n-1
		for taken := 0; at < len(distinct) && (taken == 0 || passed*n < (g+1)*len(values) && len(distinct)-at > n-1-g); taken++ {
			passed += count(distinct[at])
			for i, v := range values {
				runs[i] = runs[i] || v == distinct[at]
			}
			at++
		}
		list = append(list, group{runs, end})
	}
	return list
}

// groups are those of all varied keys, of the runs that are fitted.
func (s *search) groups() (list []group) {
	for _, key := range s.data.Varied() {
		var values []float64
		var runs []int
		for i, r := range s.data.Runs {
			if s.kept(i) {
				values, runs = append(values, s.data.Settings[r.Setting].Values[key]), append(runs, i)
			}
		}
		for _, g := range groupsOf(values, mostGroups) {
			all := make([]bool, len(s.data.Runs))
			for k, run := range runs {
				all[run] = g.runs[k]
			}
			list = append(list, group{all, g.end})
		}
	}
	return list
}

// missing is the error of a prediction for one observation of a group that was left out.
type missing struct {
	observation int
	prediction  float64
}

// errorsLeftOut leaves out the groups of all keys, one at a time. The constants take Gauss-Newton steps from the best minima,
// without the group, and predict it.
func (s *search) errorsLeftOut(ctx context.Context, f found) (map[Kind]LeftOut, error) {
	groups := s.groups()
	var inside, outside []missing
	groupOf := func(list []missing, kind Kind) int { return s.groupsWith(groups, list, kind) }
	each := max(s.limit-s.used, 0) / max(len(groups), 1)
	for _, g := range groups {
		out := func(run int) bool { return g.runs[run] || !s.kept(run) }
		part := &search{
			objective: newObjective(s.problem, s.noise, out), options: s.options, journal: s.journal, limit: s.limit, began: s.began,
			progress: s.progress, used: s.used, leftOut: out,
		}
		best, err := part.without(ctx, f.minima, part.used+each)
		if err != nil {
			return nil, err
		}
		s.used = part.used
		for i := range s.all {
			switch run := s.runOf[i]; {
			case !g.runs[run]:
			case g.end:
				outside = append(outside, missing{i, best.predictions[i]})
			default:
				inside = append(inside, missing{i, best.predictions[i]})
			}
		}
	}
	list := map[Kind]LeftOut{}
	for _, kind := range Kinds {
		if len(s.byKind[kind]) == 0 {
			continue
		}
		l := LeftOut{NewGroups: groupOf(inside, kind), BeyondGroups: groupOf(outside, kind)}
		least := normalScale * s.seed[kind] // no run is foretold better than by its replicates
		if l.NewGroups > 0 {
			l.New = max(s.scaleOf(kind, inside, f.variance), least)
		}
		if l.BeyondGroups > 0 {
			l.Beyond = max(s.scaleOf(kind, outside, f.variance), l.New, least)
		}
		list[kind] = l
	}
	return list, nil
}

// groupsWith counts the groups in which an event of a kind happened that was left out.
func (s *search) groupsWith(groups []group, list []missing, kind Kind) (n int) {
	for _, g := range groups {
		if slices.ContainsFunc(list, func(m missing) bool {
			o := &s.all[m.observation]
			return g.runs[s.runOf[m.observation]] && o.Kind == kind && !o.Censored
		}) {
			n++
		}
	}
	return n
}

// startsWithout are the minima that the constants without a group may go on from.
const startsWithout = 3

// without takes a step at least, from the best of the minima.
func (s *search) without(ctx context.Context, minima []*candidate, limit int) (*candidate, error) {
	var starts []*candidate
	for _, m := range minima[:min(len(minima), startsWithout)] {
		c := *m
		starts = append(starts, &c)
	}
	s.rescore(starts)
	best := starts[0]
	for first := true; (first || s.used < limit) && !best.done && !math.IsInf(best.score, 1); first = false {
		next, err := s.step(ctx, best)
		if err != nil {
			return nil, err
		}
		best = next
	}
	return best, nil
}

// normalScale is the scale of Student's t distribution with 4 degrees of freedom that fits a standard normal one best.
const normalScale = 0.8

// heldLevel is the level of the intervals that are widened until they hold as large a share of what was left out.
const heldLevel = 0.8

// widening is the factor by which a scale grows until then.
const widening = 1.02

// scaleOf is the scale of the errors of a kind, beside rounding, the draws of the simulated seeds, and the spread of
// predictions over the ensemble: the one that fits best or, if errors have heavier tails than that, the least with which the
// 80% intervals hold 80% of what was left out.
func (s *search) scaleOf(kind Kind, list []missing, variance []float64) float64 {
	list = slices.DeleteFunc(slices.Clone(list), func(m missing) bool { return s.all[m.observation].Kind != kind })
	mean := s.mean[kind]
	scale := func(m *missing, own float64) float64 {
		rounding := s.all[m.observation].Rounding
		return math.Sqrt(own*own + rounding*rounding + mean*mean + variance[m.observation])
	}
	at, _ := least(func(logarithm float64) (sum float64) {
		for _, m := range list {
			sum += errorLoss(&s.all[m.observation], m.prediction, scale(&m, math.Exp(logarithm)))
		}
		return sum
	}, math.Log(floors[kind]), math.Log(mostSpread))
	own := math.Exp(at)
	reach := errors4.Quantile((1 + heldLevel) / 2)
	for own < mostSpread {
		held := 0.0
		for _, m := range list {
			o := &s.all[m.observation]
			z := (o.Value - m.prediction) / scale(&m, own)
			if z <= reach && (o.Censored || z >= -reach) {
				held++
			}
		}
		if held >= heldLevel*float64(len(list)) {
			break
		}
		own *= widening
	}
	return own
}

// spreads are what the errors of a search's end are.
func (s *search) spreads(f found) map[Kind]Spread {
	list := map[Kind]Spread{}
	for kind, spread := range f.best.spreads {
		spread.LeftOut = f.leftOut[kind]
		list[kind] = spread
	}
	return list
}
