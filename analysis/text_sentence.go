package analysis

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/glossary"
	"github.com/circsim/circsim/internal/text"
)

// Sentences are sentences to quote, one for every study and scale: where the main score passes half way, how wide its rise is, and by
// which definitions it is emergent.
func (r *Report) Sentences() []string {
	var sentences []string
	for _, study := range summaries(r) {
		sentences = append(sentences, r.sentence(study))
	}
	return sentences
}

func (r *Report) writeSentences(p *text.Page) {
	sentences := r.Sentences()
	for _, sentence := range sentences {
		p.Paragraph(sentence)
	}
	if len(sentences) > 0 {
		p.Gap()
	}
}

// fallsBack is whether a curve of a study along a scale is above chance at smaller scales alone.
func (r *Report) fallsBack(at Place) bool {
	return slices.ContainsFunc(r.Thresholds, func(t Threshold) bool {
		return t.Source == at.Source && t.Study == at.Study && t.Along == at.Along && strings.HasPrefix(t.Reason, thresholds.FallenBack)
	})
}

// sentence is about the curves of one task under one metric: the accuracy on unseen items if it is there, else the first metric,
// of the first task that rises under it.
func (r *Report) sentence(study []summary) string {
	rises := func(metric string) func(summary) bool {
		return func(s summary) bool {
			return (metric == "" || s.place.Metric == metric) && (s.found[halfRise] != text.Absent || s.found[onsetScale] != text.Absent)
		}
	}
	main := slices.IndexFunc(study, rises(accuracy))
	if main < 0 {
		main = slices.IndexFunc(study, rises(""))
	}
	if main < 0 {
		first := study[0].place
		if r.fallsBack(first) {
			return fmt.Sprintf("%s: scores along %s rise above chance and fall back at the largest; nothing passes half way for good.", first.Study, first.Along)
		}
		return fmt.Sprintf("%s: no curve along %s leaves chance or passes half way.", first.Study, first.Along)
	}
	chosen := study[main].place
	var rise, onset, wide []Threshold
	curves := 0
	for _, t := range r.Thresholds {
		if t.Source != chosen.Source || t.Study != chosen.Study || t.Along != chosen.Along || t.Task != chosen.Task || t.Metric != chosen.Metric {
			continue
		}
		if t.Estimator == onsetScale {
			curves++
		}
		if t.Value != t.Value {
			continue
		}
		switch t.Estimator {
		case halfRise, halfFall:
			rise = append(rise, t)
		case onsetScale:
			onset = append(onset, t)
		case width:
			wide = append(wide, t)
		}
	}
	score := strings.ReplaceAll(chosen.Metric, "_", " ")
	if chosen.Task != "" && chosen.Task != chosen.Metric {
		score += " of " + chosen.Task
	}
	var clauses []string
	if len(rise) > 0 {
		clauses = append(clauses, score+" passes half way at "+ranged(rise, curves))
		if len(wide) > 0 {
			clauses = append(clauses, fmt.Sprintf("the %s spans %s", way(rise), ranged(wide, curves)))
		}
	} else {
		clauses = append(clauses, score+" leaves chance at "+ranged(onset, curves))
	}
	if chosen.Along != "" && study[main].unit == "" {
		clauses[0] += " along " + chosen.Along
	}
	if verdicts := r.verdictsInWords(chosen); verdicts != "" {
		clauses = append(clauses, verdicts)
	}
	return fmt.Sprintf("%s: %s.", chosen.Study, strings.Join(clauses, "; "))
}

// way is what the curves do: rise, fall, or change where some rise and some fall.
func way(list []Threshold) string {
	falling := 0
	for _, t := range list {
		if t.Estimator == halfFall {
			falling++
		}
	}
	switch falling {
	case 0:
		return "rise"
	case len(list):
		return "fall"
	}
	return "change"
}

// ranged is the value of one curve, or the range of those that have one.
func ranged(list []Threshold, curves int) string {
	unit := ""
	if list[0].Unit != "" {
		unit = " " + list[0].Unit
	}
	if curves == 1 {
		t := list[0]
		if whole := estimate(t.Value, t.Low, t.High); strings.Contains(whole, " ") {
			value, interval, _ := strings.Cut(whole, " ")
			return value + unit + " " + interval
		}
		return number(t.Value) + unit
	}
	byValue := func(a, b Threshold) int { return cmp.Compare(a.Value, b.Value) }
	low, high := slices.MinFunc(list, byValue), slices.MaxFunc(list, byValue)
	at := number(low.Value)
	if top := number(high.Value); top != at {
		at += " to " + top
	}
	return fmt.Sprintf("%s%s on %d of %d curves", at, unit, len(list), curves)
}

// verdictsInWords says how many curves of a task are emergent by each definition.
func (r *Report) verdictsInWords(chosen Place) string {
	var yes, no, open []string
	for _, d := range definitions {
		number := map[string]int{}
		all := 0
		for _, v := range r.Verdicts {
			same := v.Source == chosen.Source && v.Study == chosen.Study && v.Task == chosen.Task
			here := v.Along == chosen.Along && (v.Metric == "" || v.Metric == chosen.Metric)
			if same && v.Definition == d && (here || d == emergence.ByLoss) { // by loss along the loss, of one metric for all
				number[v.Verdict.Verdict]++
				all++
			}
		}
		for _, x := range []struct {
			word string
			list *[]string
		}{{emergence.Emergent, &yes}, {emergence.NotEmergent, &no}, {emergence.Undecided, &open}} {
			switch n := number[x.word]; {
			case n > 0 && all == 1:
				*x.list = append(*x.list, d)
			case n > 0:
				*x.list = append(*x.list, fmt.Sprintf("%s (%d of %d)", d, n, all))
			}
		}
	}
	var parts []string
	for _, x := range []struct {
		words string
		list  []string
	}{{"emergent by ", yes}, {"not emergent by ", no}, {"undecided by ", open}} {
		if len(x.list) > 0 {
			parts = append(parts, x.words+listed(x.list))
		}
	}
	return strings.Join(parts, ", ")
}

// listed joins words as a sentence does.
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return words[0]
}

// signs lists what may stand in the tables, as the glossary names it, and how it is recognized there.
var signs = []struct {
	word string
	used func() *regexp.Regexp
}{
	{"[a, b]", text.Pattern(`\[[-.0-9e]+,`)},
	{"..", text.Pattern(`\[\.\.,|\s\.\.\]`)},
	{text.Absent, text.Pattern(`(?m)(^|  )-(  |$)`)},
	{"yes", text.Pattern(`  yes(  |\n)`)},
	{"no", text.Pattern(`  no(  |\n)`)},
	{"open", text.Pattern(`  open(  |\n)`)},
	{"…", text.Pattern(`…`)},
}

// writeSigns ends a page with the meaning of the signs on it.
func writeSigns(p *text.Page) {
	page := p.String()
	var used []string
	for _, s := range signs {
		if s.used().MatchString(page) {
			used = append(used, s.word)
		}
	}
	if len(used) > 0 {
		p.Line("signs")
	}
	for _, word := range used {
		for _, e := range glossary.Of(word) {
			p.Wrap(strings.Fields(word+": "+e.Meaning), " ")
		}
	}
	p.Line("circsim explain WORD says what any word of these tables means")
}
