package summary

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// writeExplained says what a sampled design shows, or why it does not.
func (s *Summary) writeExplained(p *text.Page) {
	points := s.Planned / max(1, s.Seeds)
	switch {
	case !explains(s.Design) || s.Runs != s.Planned || len(s.Axes) == 0:
	case points < sensitivity.Least && (s.Design != scenarios.PointList || points > fewPoints):
		p.Gap()
		p.Paragraph("which axes explain the outcomes: " + tooFew(s.Design, points))
	case points > maxTallied:
		p.Gap()
		p.Line("which axes explain an outcome: circsim sensitivity %s --of test_accuracy", s.Dir)
	}
	for _, e := range s.Explained[:min(len(s.Explained), maxDetailed)] {
		p.Gap()
		e.Write(p)
	}
}

// Write says which axes explain each outcome, and what separates the regimes.
func (e *Explained) Write(p *text.Page) {
	labels := e.labels()
	p.Line("%s, which axes explain each outcome, over %d points", e.Task, e.Points)
	header, constant := []string{"axis"}, []string{}
	var shown []Outcome
	for _, o := range e.Outcomes {
		if o.Shares.Variance == 0 {
			constant = append(constant, fmt.Sprintf("%s is %s at every point", o.name(), number(o.Shares.Mean)))
			continue
		}
		header, shown = append(header, o.name()), append(shown, o)
	}
	if len(shown) > 0 {
		t := text.NewTable(header...)
		for k, label := range labels {
			row := []string{label}
			for _, o := range shown {
				x := o.Shares.First[k]
				row = append(row, fmt.Sprintf("%s [%s, %s]", share(x.Value), share(x.Low), share(x.High)))
			}
			t.Row(row...)
		}
		p.Table(t)
		p.Line("share of the variance that an axis explains by itself; [95%% intervals]")
	}
	for _, line := range constant {
		p.Line("%s", line)
	}
	for _, pair := range e.Together {
		p.Line("%s and %s go together: each share holds what they have in common", labels[pair[0]], labels[pair[1]])
	}
	e.writeSeparation(p, labels)
}

func (o Outcome) name() string {
	if o.Log {
		return "log10 " + o.Of
	}
	return o.Of
}

func (e *Explained) labels() []string {
	paths := make([]string, len(e.Axes))
	for k, a := range e.Axes {
		paths[k] = a.Path
	}
	return Labels(paths)
}

func (e *Explained) writeSeparation(p *text.Page, labels []string) {
	s := e.Separation
	if s == nil {
		return
	}
	common := e.Regimes[s.Tree.Class()]
	p.Gap()
	if s.Tree.Yes == nil {
		p.Line("%s, what separates the regimes: no rule on single axes", e.Task)
		p.Line("always saying %s is right at %s of the points", common, percentage(s.Base))
		return
	}
	p.Line("%s, what separates the regimes", e.Task)
	t := text.NewTable("where", "regime", "points")
	e.leaves(t, s.Tree, labels, nil)
	p.Table(t)
	p.Line("right at %s of points left out; always saying %s: %s", percentage(s.Accuracy), common, percentage(s.Base))
}

// condition is an answer to a rule.
type condition struct {
	sensitivity.Rule
	fits bool
}

// leaves adds a row for every leaf below a node, whose conditions led to it.
func (e *Explained) leaves(t *text.Table, n *sensitivity.Node, labels []string, led []condition) {
	if n.Yes == nil {
		var words []string
		for k, axis := range e.Axes {
			words = append(words, about(axis, labels[k], k, led)...)
		}
		class := n.Class()
		t.Row(strings.Join(words, ", "), string(e.Regimes[class]), fmt.Sprintf("%d of %d", n.Counts[class], n.Points()))
		return
	}
	e.leaves(t, n.Yes, labels, append(led[:len(led):len(led)], condition{n.Rule, true}))
	e.leaves(t, n.No, labels, append(led[:len(led):len(led)], condition{n.Rule, false}))
}

// about writes the conditions on one axis, of several bounds the narrowest.
func about(axis scenarios.Axis, label string, k int, led []condition) (words []string) {
	low, high := math.Inf(-1), math.Inf(1)
	for _, c := range led {
		switch {
		case c.Axis != k:
		case isListed(axis):
			words = append(words, label+" is "+fitting(axis.Values, axis.Values[int(c.Is)], c.fits))
		case c.fits:
			high = min(high, c.Below)
		default:
			low = max(low, c.Below)
		}
	}
	bound := func(x float64) string { return number(valueAt(axis, x)) }
	switch below, above := !math.IsInf(high, 1), !math.IsInf(low, -1); {
	case below && above:
		words = append(words, fmt.Sprintf("%s <= %s < %s", bound(low), label, bound(high)))
	case below:
		words = append(words, fmt.Sprintf("%s < %s", label, bound(high)))
	case above:
		words = append(words, fmt.Sprintf("%s >= %s", label, bound(low)))
	}
	return words
}

// fitting writes a word of a list, or that it is another one: of two words, which.
func fitting(list []any, word any, fits bool) string {
	if fits {
		return Cell(word)
	}
	var rest []any
	for _, v := range list {
		if v != word && !slices.Contains(rest, v) {
			rest = append(rest, v)
		}
	}
	if len(rest) == 1 {
		return Cell(rest[0])
	}
	return "not " + Cell(word)
}

// isListed is whether an axis has words.
func isListed(axis scenarios.Axis) bool { return columnsOf([]scenarios.Axis{axis}, nil)[0].Listed }

// valueAt is the value at a position between points, rounded up where the axis has whole numbers only: the values below
// are the same.
func valueAt(axis scenarios.Axis, position float64) float64 {
	if axis.Range == nil {
		return position
	}
	if _, whole := axis.Range.From.(int64); whole {
		return math.Ceil(unrounded(axis.Range, position))
	}
	return scenarios.Number(axis.At(position))
}

// unrounded is the value at a position of a range, as if it had no whole numbers.
func unrounded(r *scenarios.Range, position float64) float64 {
	wide := scenarios.Axis{Range: &scenarios.Range{From: scenarios.Number(r.From), To: scenarios.Number(r.To), Spacing: r.Spacing}}
	return scenarios.Number(wide.At(position))
}

func percentage(share float64) string { return text.Fixed(100*share, 0) + "%" }
