package emergence

import (
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Scored is one metric of a task. All metrics of a task score the same models.
type Scored struct {
	Metric string
	Scores stat.Series
	Onset  thresholds.Onset // of Scores; computed if it has no scales
}

// Judged is one metric with its verdict.
type Judged struct {
	Metric      string
	Performance Verdict
	kind        kind
	onset       thresholds.Onset
	score       float64 // emergence score of Schaeffer et al.; +Inf if the median step is 0, NaN with fewer than two scales
	// gain is the improvement per decade of scale, in the metric's unit and positive if it gets better, over the scales at
	// which a sharp metric that is called emergent is still at chance. It is undefined for sharp metrics, and if no sharp
	// metric is called emergent.
	gain stat.Estimate
}

// Metric judges by Schaeffer et al. (arXiv:2304.15004): an ability is emergent if it is so by Performance under every
// metric that can be judged, one of them smooth. It is not if it is so under sharp metrics only: a smooth one is not
// emergent, or already improves where the sharp one is at chance.
func Metric(task []Scored, b stat.Bootstrap) (Verdict, []Judged) {
	list := make([]Judged, len(task))
	limit := math.Inf(-1) // the largest scale at which an emergent sharp metric is at chance
	for i, m := range task {
		list[i] = judge(m, b)
		if list[i].kind == sharp && list[i].Performance.Verdict == Emergent {
			limit = max(limit, list[i].onset.LastAtChance)
		}
	}
	for i, m := range task {
		list[i].gain = stat.Undefined("a sharp metric, or none is emergent")
		if list[i].kind == smooth && finite(limit) {
			list[i].gain = gain(m.Scores, limit)
		}
	}
	v := Verdict{Definition: ByMetric}
	v.compare(list)
	for _, j := range list {
		v.figure("emergent under "+j.Metric, j.emergent(), "1 yes, 0 no")
		v.estimate("onset under "+j.Metric, j.onset.Scale, "scale")
		v.figure("emergence score under "+j.Metric, j.score, "")
		if j.kind == smooth {
			v.estimate("gain under "+j.Metric+" while the sharp metric is at chance", j.gain, "score per decade")
		}
	}
	return v, list
}

func judge(m Scored, b stat.Bootstrap) Judged {
	if len(m.Onset.X) == 0 {
		m.Onset = thresholds.FindOnset(m.Scores, b)
	}
	score := thresholds.EmergenceScore(newGrid(m.Scores).mean())
	return Judged{Metric: m.Metric, Performance: performance(m.Scores, m.Onset), kind: kindOf(m.Metric), onset: m.Onset, score: score}
}

// emergent is 1 for emergent, 0 for not emergent, NaN for undecided.
func (j Judged) emergent() float64 {
	switch j.Performance.Verdict {
	case Emergent:
		return 1
	case NotEmergent:
		return 0
	}
	return math.NaN()
}

// compare decides between the metrics.
func (v *Verdict) compare(list []Judged) {
	by := func(k kind, is func(Judged) bool) (names []string) {
		for _, j := range list {
			if j.kind == k && is(j) {
				names = append(names, j.Metric)
			}
		}
		slices.Sort(names)
		return names
	}
	called := func(word string) func(Judged) bool {
		return func(j Judged) bool { return j.Performance.Verdict == word }
	}
	improving := by(smooth, func(j Judged) bool { return j.Performance.Verdict != Emergent && above(j.gain) == yes })
	smoothYes, smoothNot := by(smooth, called(Emergent)), by(smooth, called(NotEmergent))
	sharpYes, sharpNot := by(sharp, called(Emergent)), by(sharp, called(NotEmergent))
	names := func(lists ...[]string) string { return strings.Join(slices.Concat(lists...), ", ") }
	emergent := "under " + names(sharpYes, smoothYes)
	switch {
	case len(sharpYes)+len(smoothYes) == 0:
		if len(smoothNot)+len(sharpNot) == 0 {
			v.decide(Undecided, "no metric can be judged")
		} else {
			v.decide(NotEmergent, "under no metric")
		}
	case len(improving) > 0:
		verb := " improve"
		if len(improving) == 1 {
			verb = " improves"
		}
		v.decide(NotEmergent, emergent+"; "+names(improving)+verb+" while the sharp metric is at chance")
	case len(smoothNot) > 0:
		v.decide(NotEmergent, emergent+" but not under "+names(smoothNot))
	case len(smoothYes) == 0:
		v.decide(Undecided, emergent+", and no linear or continuous metric can be judged")
	case len(sharpNot) > 0:
		v.decide(NotEmergent, "under "+names(smoothYes)+" but not under "+names(sharpNot))
	default:
		v.decide(Emergent, "under every metric: "+names(sharpYes, smoothYes))
	}
}
