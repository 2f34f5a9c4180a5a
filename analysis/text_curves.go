package analysis

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/internal/text"
)

// definitions lists the columns of verdicts, in the order of the survey.
var definitions = []string{emergence.ByPerformance, emergence.ByMetric, emergence.ByLoss, emergence.ByRepresentation}

// answers abbreviates the verdicts in a table.
var answers = map[string]string{emergence.Emergent: "yes", emergence.NotEmergent: "no", emergence.Undecided: "open"}

// summary is one curve for people.
type summary struct {
	place    Place
	shown    bool // has the first metric of its task, or one that calls a curve emergent
	unit     string
	onset    float64 // NaN: none
	half     float64 // the half rise; NaN: none
	found    map[Estimator]string
	reasons  map[Estimator]string // why there is no value
	verdicts map[string]string    // by definition
	falls    bool                 // the score falls along the scale; found has its half fall as halfRise
}

// writeCurves writes a table for every metric, with a row for every curve with an onset, a half rise or a verdict of
// emergence.
func (r *Report) writeCurves(p *text.Page) {
	for _, study := range summaries(r) {
		var silent []summary
		told := map[string][]summary{} // by metric
		var metrics []string
		others := 0
		for _, s := range study {
			switch metric := s.place.metric(); {
			case len(study) > maxRows && !s.shown:
				others++
			case s.found[onsetScale] == text.Absent && s.found[halfRise] == text.Absent && !s.emergent():
				silent = append(silent, s)
			default:
				if told[metric] == nil {
					metrics = append(metrics, metric)
				}
				told[metric] = append(told[metric], s)
			}
		}
		first := study[0]
		unit := ""
		if first.unit != "" {
			unit = ", " + first.unit
		}
		p.Line("%s along %s%s: thresholds and verdicts of emergence", first.place.Study, first.place.Along, unit)
		for _, metric := range metrics {
			if metric != "" {
				p.Line("under %s", metric)
			}
			writeTold(p, told[metric])
			writeLate(p, told[metric])
		}
		writeSilent(p, silent, len(metrics) > 0)
		if others > 0 {
			p.Line("%s under other metrics; --json has them", curvesMore(others, true))
			p.Gap()
		}
	}
}

// metric names the metric that curves share; "" for a score that is its own task.
func (p *Place) metric() string {
	if p.Metric == p.Task {
		return ""
	}
	return p.Metric
}

// withoutMetric names a curve in the table of its metric.
func (p Place) withoutMetric() string {
	if p.metric() == "" {
		return p.curve()
	}
	whole := p.curve()
	p.Metric = ""
	return cmp.Or(p.curve(), whole)
}

func (s *summary) emergent() bool {
	return slices.Contains(slices.Collect(maps.Values(s.verdicts)), emergence.Emergent)
}

// writeTold writes the table of curves. If it is too wide for the screen, the words that all names share are written above
// it, and the names of the definitions are shortened.
func writeTold(p *text.Page, told []summary) {
	var said, names []string
	for _, d := range definitions {
		if slices.ContainsFunc(told, func(s summary) bool { return s.verdicts[d] != "" }) {
			said = append(said, d)
		}
	}
	for _, s := range told {
		names = append(names, s.place.withoutMetric())
	}
	t := tableOf(told, names, said, said)
	if head, _ := t.Head(maxRows); !head.Fits(p.Screen()) {
		var common string
		if common, names = apartFrom(names); common != "" {
			p.Line("of %s", common)
		}
		var short []string
		for _, d := range said {
			short = append(short, shortened(d))
		}
		t = tableOf(told, names, said, short)
	}
	writeTable(p, t)
}

// writeLate names the curves whose onset lies beyond the half rise.
func writeLate(p *text.Page, told []summary) {
	var late []string
	for _, s := range told {
		if s.onset > s.half {
			late = append(late, s.place.withoutMetric())
		}
	}
	if len(late) == 0 {
		return
	}
	p.Paragraph("onset beyond the half rise: noise hides the lower part of the rise, or a larger scale is not above chance; --json has the reason of each")
	if more := len(late) - maxRows; more > 0 {
		late = append(late[:maxRows], fmt.Sprintf("… and %d more", more))
	}
	p.Wrap(late, "; ")
	p.Gap()
}

func tableOf(told []summary, names, said, header []string) *text.Table {
	t := text.NewTable(slices.Concat([]string{"curve"}, header, []string{"onset", halfOf(told), "width"})...)
	for i, s := range told {
		cells := []string{names[i]}
		for _, d := range said {
			cells = append(cells, answers[s.verdicts[d]])
		}
		t.Row(append(cells, s.found[onsetScale], s.found[halfRise], s.found[width])...)
	}
	return t
}

// halfOf names the middle of curves that rise, fall, or do either.
func halfOf(curves []summary) string {
	falling := 0
	for i := range curves {
		if curves[i].falls {
			falling++
		}
	}
	switch falling {
	case 0:
		return "half rise"
	case len(curves):
		return "half fall"
	}
	return "half way"
}

// shortened is a word of at most six letters.
func shortened(word string) string {
	if len(word) > 6 {
		return word[:4] + "."
	}
	return word
}

// apartFrom splits names into the words that all of them share and the rest of each. It shares nothing if a name would have
// no rest.
func apartFrom(names []string) (common string, rest []string) {
	var shared []string
	for _, word := range strings.Fields(names[0]) {
		if !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(strings.Fields(name), word) }) {
			shared = append(shared, word)
		}
	}
	for _, name := range names {
		own := slices.DeleteFunc(strings.Fields(name), func(word string) bool { return slices.Contains(shared, word) })
		if len(own) == 0 {
			return "", names
		}
		rest = append(rest, strings.TrimSuffix(strings.Join(own, " "), ","))
	}
	return strings.TrimSuffix(strings.Join(shared, " "), ","), rest
}

// writeSilent counts the curves on which nothing was found, with the reasons for the first.
func writeSilent(p *text.Page, silent []summary, more bool) {
	if len(silent) == 0 {
		return
	}
	verb := "have"
	if len(silent) == 1 {
		verb = "has"
	}
	p.Line("%s %s no onset, no %s and no verdict of emergence", curvesMore(len(silent), more), verb, halfOf(silent))
	s := silent[0]
	why := fmt.Sprintf("%s: no onset, %s; no %s, %s", s.place.curve(), s.reasons[onsetScale], halfOf(silent[:1]), s.reasons[halfRise])
	p.Wrap(strings.Fields(why), " ")
	p.Gap()
}

// curvesMore is a number of curves, in addition to others or not.
func curvesMore(n int, more bool) string {
	if more {
		return fmt.Sprintf("%d more %s", n, text.Plural(n, "curve"))
	}
	return text.Count(n, "curve")
}

// summaries returns the curves of every study and scale. A verdict on a whole task is shown at the curve of its first
// metric.
func summaries(r *Report) [][]summary {
	var all [][]summary
	at := map[Place][2]int{}
	studies := map[string]int{}
	chosen := map[Place]Place{} // by task
	for _, t := range r.Thresholds {
		if !slices.Contains(onCurves, t.Estimator) {
			continue
		}
		study := strings.Join([]string{t.Source, t.Study, t.Along}, "\x00")
		s, known := studies[study]
		if !known {
			s = len(all)
			studies[study], all = s, append(all, nil)
		}
		i, known := at[t.Place]
		if !known {
			i = [2]int{s, len(all[s])}
			at[t.Place] = i
			if _, later := chosen[t.task()]; !later {
				chosen[t.task()] = t.Place
			}
			all[s] = append(all[s], summary{place: t.Place, onset: math.NaN(), half: math.NaN(), found: map[Estimator]string{}, reasons: map[Estimator]string{}, verdicts: map[string]string{}})
		}
		x := &all[i[0]][i[1]]
		e := t.Estimator
		switch e {
		case onsetScale:
			x.unit, x.onset = t.Unit, t.Value
		case halfRise:
			x.half = t.Value
		case halfFall:
			e, x.half, x.falls = halfRise, t.Value, true
		}
		x.found[e], x.reasons[e] = estimate(t.Value, t.Low, t.High), t.Reason
	}
	var whole []Verdict
	emergent := map[[4]string]bool{} // metrics, by study and scale
	for _, v := range r.Verdicts {
		i, known := at[v.Place]
		if !known {
			whole = append(whole, v)
			continue
		}
		all[i[0]][i[1]].verdicts[v.Definition] = v.Verdict.Verdict
		if v.Verdict.Verdict == emergence.Emergent {
			emergent[v.metricOf()] = true
		}
	}
	for _, v := range whole {
		if i, known := at[chosen[v.task()]]; known {
			all[i[0]][i[1]].verdicts[v.Definition] = v.Verdict.Verdict
		}
	}
	for _, study := range all {
		for i := range study {
			place := study[i].place
			study[i].shown = chosen[place.task()] == place || emergent[place.metricOf()]
		}
	}
	return all
}

// metricOf is a metric along a scale of a study.
func (p Place) metricOf() [4]string { return [4]string{p.Source, p.Study, p.Along, p.Metric} }

// writeReasons counts the verdicts by definition, and gives the reasons of the emergent ones.
func (r *Report) writeReasons(p *text.Page) {
	if !slices.ContainsFunc(r.Verdicts, func(v Verdict) bool { return v.Definition != ByRegime }) {
		return
	}
	words := []string{emergence.Emergent, emergence.NotEmergent, emergence.Undecided}
	p.Line("is it emergent? verdicts on all curves, by definition")
	counts := text.NewTable(append([]string{"definition"}, words...)...)
	var emergent []Verdict
	for _, d := range definitions {
		number := map[string]int{}
		for _, v := range r.Verdicts {
			if v.Definition != d {
				continue
			}
			if number[v.Verdict.Verdict]++; v.Verdict.Verdict == emergence.Emergent {
				emergent = append(emergent, v)
			}
		}
		if len(number) > 0 {
			counts.Row(d, fmt.Sprint(number[words[0]]), fmt.Sprint(number[words[1]]), fmt.Sprint(number[words[2]]))
		}
	}
	writeTable(p, counts)
	r.writeEmergent(p, emergent)
	r.writeOthers(p)
}

// writeEmergent lists the curves that are emergent by a definition for the same reason, which is said once.
func (r *Report) writeEmergent(p *text.Page, emergent []Verdict) {
	for len(emergent) > 0 {
		first := emergent[0]
		var curves, larger []string
		var rest []Verdict
		for _, v := range emergent {
			if v.Definition != first.Definition || v.Reason != first.Reason || v.Study != first.Study || v.Along != first.Along {
				rest = append(rest, v)
				continue
			}
			curves = append(curves, v.curve())
			if v.Definition == emergence.ByPerformance {
				if moved := r.onLargerTests(v.Place); moved != "" {
					larger = append(larger, v.curve()+": "+moved)
				}
			}
		}
		p.Paragraph(fmt.Sprintf("%s along %s, emergent by %s: %s", first.Study, first.Along, first.Definition, first.Reason))
		if more := len(curves) - maxRows; more > 0 {
			curves = append(curves[:maxRows], fmt.Sprintf("… and %d more", more))
		}
		p.Wrap(curves, "; ")
		for _, moved := range larger[:min(len(larger), maxRows)] {
			p.Wrap(strings.Fields(moved), " ")
		}
		p.Gap()
		emergent = rest
	}
}

// writeOthers counts the reasons of the verdicts that are not emergent, the most frequent of a definition first.
func (r *Report) writeOthers(p *text.Page) {
	type reason struct{ definition, verdict, text string }
	counts := map[reason]int{}
	var reasons []reason
	for _, v := range r.Verdicts {
		if v.Verdict.Verdict == emergence.Emergent || v.Definition == ByRegime {
			continue
		}
		x := reason{v.Definition, v.Verdict.Verdict, v.Reason}
		if counts[x]++; counts[x] == 1 {
			reasons = append(reasons, x)
		}
	}
	if len(reasons) == 0 {
		return
	}
	slices.SortStableFunc(reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(slices.Index(definitions, a.definition), slices.Index(definitions, b.definition)), cmp.Compare(counts[b], counts[a]))
	})
	p.Line("why the others are not, or are undecided")
	t := text.NewTable("definition", "verdict", "curves", "reason")
	for _, x := range reasons {
		t.Row(x.definition, x.verdict, fmt.Sprint(counts[x]), x.text)
	}
	writeTable(p, t)
}
