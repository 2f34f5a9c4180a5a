package emergence

import (
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Scored is one metric of a task; all metrics of a task are of the same models.
type Scored struct {
	Metric string
	Kind   Kind // Unknown: looked up by the metric's name
	Scores stat.Series
	Onset  thresholds.Onset // of Scores; without scales: not found yet
}

// Judged is what became of one metric.
type Judged struct {
	Metric      string
	Kind        Kind
	Onset       thresholds.Onset
	Performance Verdict
	Score       float64 // Schaeffer's emergence score of the mean scores; NaN where Infinite or with fewer than two scales
	Infinite    bool
	// Gain is the improvement per decade of scale, in the metric's unit and
	// positive where it gets better, over the scales at which a sharp metric that
	// is called emergent is still at chance; NaN for sharp metrics and where there
	// is none.
	Gain stat.Estimate
}

// Metric judges by Schaeffer et al. (arXiv:2304.15004): an ability is emergent
// where it is so under every metric that can be judged, a smooth one among them,
// by Performance. It is not where it is so under sharp metrics only: a smooth one
// is not emergent, or improves already where the sharp one is at chance.
func Metric(task []Scored, b stat.Bootstrap) (Verdict, []Judged) {
	list := make([]Judged, len(task))
	limit := math.Inf(-1) // the largest scale at which an emergent sharp metric is at chance
	for i, m := range task {
		list[i] = judge(m, b)
		if list[i].Kind == Sharp && list[i].Performance.Verdict == Emergent {
			limit = max(limit, list[i].Onset.LastAtChance)
		}
	}
	for i, m := range task {
		list[i].Gain = stat.Undefined("a sharp metric, or none is emergent")
		if list[i].Kind == Smooth && finite(limit) {
			list[i].Gain = gain(m.Scores, limit)
		}
	}
	v := Verdict{Definition: ByMetric}
	v.compare(list)
	for _, j := range list {
		v.figure("emergent under "+j.Metric, j.emergent(), "1 yes, 0 no")
		v.estimate("onset under "+j.Metric, j.Onset.Scale, "scale")
		v.figure("emergence score under "+j.Metric, j.score(), "")
		if j.Kind == Smooth {
			v.estimate("gain under "+j.Metric+" while the sharp metric is at chance", j.Gain, "score per decade")
		}
	}
	return v, list
}

func judge(m Scored, b stat.Bootstrap) Judged {
	o := m.Onset
	if len(o.X) == 0 {
		o = thresholds.FindOnset(m.Scores, b)
	}
	j := Judged{Metric: m.Metric, Kind: m.Kind, Onset: o, Performance: performance(m.Scores, o), Score: math.NaN()}
	if j.Kind == Unknown {
		j.Kind = kindOf(m.Metric)
	}
	if y := newGrid(m.Scores).mean(); len(y) > 1 {
		j.Score, j.Infinite = thresholds.EmergenceScore(y)
	}
	return j
}

// emergent is 1 for yes, 0 for no, NaN for undecided.
func (j Judged) emergent() float64 {
	switch j.Performance.Verdict {
	case Emergent:
		return 1
	case NotEmergent:
		return 0
	}
	return math.NaN()
}

// score has +Inf for an infinite one.
func (j Judged) score() float64 {
	if j.Infinite {
		return math.Inf(1)
	}
	return j.Score
}

// compare decides between the metrics.
func (v *Verdict) compare(list []Judged) {
	by := func(kind Kind, is func(Judged) bool) []string {
		var names []string
		for _, j := range list {
			if j.Kind == kind && is(j) {
				names = append(names, j.Metric)
			}
		}
		slices.Sort(names)
		return names
	}
	called := func(word string) func(Judged) bool {
		return func(j Judged) bool { return j.Performance.Verdict == word }
	}
	smooth, sharp := by(Smooth, called(Emergent)), by(Sharp, called(Emergent))
	not := by(Smooth, called(NotEmergent))
	improving := by(Smooth, func(j Judged) bool { return j.Performance.Verdict != Emergent && above(j.Gain) == yes })
	sharpNot := by(Sharp, called(NotEmergent))
	switch {
	case len(sharp) == 0 && len(smooth) == 0:
		if len(not)+len(sharpNot) == 0 {
			v.decide(Undecided, "no metric can be judged")
		} else {
			v.decide(NotEmergent, "under no metric")
		}
	case len(improving) > 0:
		v.decide(NotEmergent, "under "+names(append(sharp, smooth...))+"; "+names(improving)+gains(improving)+" while the sharp metric is at chance")
	case len(not) > 0:
		v.decide(NotEmergent, "under "+names(append(sharp, smooth...))+" but not under "+names(not))
	case len(smooth) == 0:
		v.decide(Undecided, "under "+names(sharp)+", and no linear or continuous metric can be judged")
	case len(sharpNot) > 0:
		v.decide(NotEmergent, "under "+names(smooth)+" but not under "+names(sharpNot))
	default:
		v.decide(Emergent, "under every metric: "+names(append(sharp, smooth...)))
	}
}

func gains(list []string) string {
	if len(list) == 1 {
		return " improves"
	}
	return " improve"
}

func names(list []string) string { return strings.Join(list, ", ") }
