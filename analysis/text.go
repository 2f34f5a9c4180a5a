package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxRows is the number of rows that a printed table shows; the Parquet file and the JSON object have all.
const maxRows = 20

// Text is the report for people: sentences to quote, a line for every curve with its thresholds and verdicts, the reasons, the
// phases and the laws, and the signs that were used.
func (r *Report) Text(s text.Screen) string {
	p := text.NewPage(s)
	r.writeSentences(p)
	r.writeCurves(p)
	r.writeReasons(p)
	r.writeLabels(p)
	r.writePhases(p)
	r.writeShares(p)
	r.writeLaws(p)
	if p.String() == "" {
		p.Line("nothing found: no curve with enough scales, no law with enough models")
		return p.String()
	}
	writeSigns(p)
	return p.String()
}

// writeTable writes the first rows, and says how many it leaves out.
func writeTable(p *text.Page, t *text.Table) {
	head, more := t.Head(maxRows)
	p.Table(head)
	leftOut(p, more)
	p.Gap()
}

func leftOut(p *text.Page, more int) {
	if more > 0 {
		p.Line("… and %d more; --json has them all", more)
	}
}

// onCurves lists the estimators of single curves.
var onCurves = []Estimator{
	onsetScale, halfRise, halfFall, width, breakpoint, breakthroughness, linearity, emergenceScore, onsetWith10xItems, onsetWith100xItems,
}

// writePhases writes a row for every threshold that not every curve has.
func (r *Report) writePhases(p *text.Page) {
	var list []Threshold
	for _, t := range r.Thresholds {
		if !slices.Contains(onCurves, t.Estimator) && t.Value == t.Value {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b Threshold) int { return cmp.Compare(a.Study, b.Study) })
	p.Line("phases and turning points")
	t := text.NewTable("study", "estimator", "value", "unit", "curve", "along")
	for _, x := range list {
		t.Row(x.Study, string(x.Estimator), estimate(x.Value, x.Low, x.High), x.Unit, x.curve(), x.Along)
	}
	writeTable(p, t)
}

// writeShares writes how often each metric calls a curve emergent.
func (r *Report) writeShares(p *text.Page) {
	t := text.NewTable("study", "along", "metric", "emergent", "of", "share")
	for _, f := range r.Fits {
		if f.Form != emergentShare || f.Points < 2 {
			continue
		}
		if share := f.constant("share"); share.Value > 0 {
			t.Row(f.Study, f.Along, f.Metric, number(f.constant("emergent").Value), number(float64(f.Points)), estimate(share.Value, share.Low, share.High))
		}
	}
	if t.Len() == 0 {
		return
	}
	p.Line("curves that a metric calls emergent; metrics with none are left out")
	writeTable(p, t)
}

func (f *Fit) constant(name string) Constant {
	return f.Constants[slices.IndexFunc(f.Constants, func(c Constant) bool { return c.Name == name })]
}

// writeLaws writes a paragraph for every law whose constants are identified, and names the others.
func (r *Report) writeLaws(p *text.Page) {
	var told, untold []Fit
	for _, f := range r.Fits {
		switch {
		case f.Form == emergentShare:
		case len(f.Constants) > 0 && !slices.ContainsFunc(f.Constants, func(c Constant) bool { return !c.Identified }):
			told = append(told, f)
		default:
			untold = append(untold, f)
		}
	}
	writeFits(p, "laws", told, func(f *Fit) {
		var constants []string
		for _, c := range f.Constants {
			constants = append(constants, c.Name+" "+estimate(c.Value, c.Low, c.High))
		}
		p.Wrap(constants, ", ")
		if f.Optimum != nil {
			p.Wrap(f.Optimum.parts(), ", ")
		}
		for _, warning := range f.Warnings {
			p.Wrap(strings.Fields(warning), " ")
		}
	})
	writeUntold(p, untold)
}

// writeUntold names the laws whose constants are not identified, each reason once.
func writeUntold(p *text.Page, fits []Fit) {
	if len(fits) == 0 {
		return
	}
	p.Line("laws whose constants the data do not determine; --json has the fits")
	var reasons []untoldReason
	for i := range fits {
		reason := "no reason"
		if len(fits[i].Warnings) > 0 {
			reason = strings.Join(fits[i].Warnings, "; ")
		}
		kind := figures().ReplaceAllString(reason, "…")
		k := slices.IndexFunc(reasons, func(u untoldReason) bool { return u.kind == kind })
		if k < 0 {
			k = len(reasons)
			reasons = append(reasons, untoldReason{kind: kind, text: reason})
		}
		reasons[k].varies = reasons[k].varies || reasons[k].text != reason
		reasons[k].titles = append(reasons[k].titles, fits[i].title())
	}
	for _, u := range reasons[:min(len(reasons), maxRows)] {
		if u.varies {
			u.text += " (figures of the first)"
		}
		p.Paragraph(u.text)
		if more := len(u.titles) - maxRows; more > 0 {
			u.titles = append(u.titles[:maxRows], fmt.Sprintf("… and %d more", more))
		}
		p.Wrap(u.titles, "; ")
	}
	leftOut(p, len(reasons)-maxRows)
	p.Gap()
}

// untoldReason is why the constants of some laws are not identified.
type untoldReason struct {
	kind   string // the reason without its figures
	text   string // with those of the first law
	varies bool   // the figures of others differ
	titles []string
}

// figures matches the numbers in a reason.
var figures = text.Pattern(`-?\b[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?\b`)

// writeFits writes the titles of the first fits, each followed by its details.
func writeFits(p *text.Page, heading string, fits []Fit, details func(*Fit)) {
	if len(fits) == 0 {
		return
	}
	p.Line("%s", heading)
	for i := range fits[:min(len(fits), maxRows)] {
		p.Paragraph(fits[i].title())
		details(&fits[i])
	}
	leftOut(p, len(fits)-maxRows)
	p.Gap()
}

func (f *Fit) title() string {
	words := []string{f.Study + ":", f.Form, "of", f.Of}
	if curve := f.curve(); curve != "" && curve != f.Of {
		words = append(words, "of", strings.TrimPrefix(curve, f.Of+" "))
	}
	return fmt.Sprintf("%s, %d points", strings.Join(words, " "), f.Points)
}

// curve names a place within its study.
func (p *Place) curve() string {
	var parts []string
	for i, part := range []string{p.Task, p.Metric, p.Family, p.Model, p.held()} {
		if part != "" && part != p.Study && !(i == 1 && part == p.Task) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// sections matches the sections of a scenario in the names of axes.
var sections = text.Pattern(`(^|, )(tasks|model|training)[_.]`)

// held says what is fixed, without the sections of the scenario and without the name of the task.
func (p *Place) held() string {
	parts := strings.Split(sections().ReplaceAllString(p.Fixed, "$1"), ", ")
	for i, part := range parts {
		parts[i] = strings.TrimPrefix(part, p.Task+"_")
	}
	return strings.Join(parts, ", ")
}
