package analysis

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// WriteText writes a report for people: a line for every curve with its threshold and what the definitions
// say of it, then the reasons, the phases and the laws.
func (r *Report) WriteText(w io.Writer) error {
	var text strings.Builder
	r.writeCurves(&text)
	r.writeReasons(&text)
	r.writeLabels(&text)
	r.writePhases(&text)
	r.writeShares(&text)
	r.writeLaws(&text)
	if text.Len() == 0 {
		text.WriteString("nothing found: no curve with enough scales, no law with enough models\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// onCurves are the estimators that every curve has.
var onCurves = map[Estimator]bool{OnsetScale: true, HalfRise: true, Width: true, Breakpoint: true, Breakthroughness: true, Linearity: true, EmergenceScore: true, OnsetWith10xItems: true, OnsetWith100xItems: true}

// writePhases has a row for every threshold that belongs to several curves or to some alone.
func (r *Report) writePhases(w io.Writer) {
	var list []Threshold
	for _, t := range r.Thresholds {
		if !onCurves[t.Estimator] && t.Value == t.Value {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b Threshold) int { return cmp.Compare(a.Study, b.Study) })
	fmt.Fprintln(w, "phases and turning points, [95% intervals]")
	t := newTable("study", "estimator", "value", "unit", "curve", "along")
	for _, x := range list {
		t.row(x.Study, string(x.Estimator), estimate(x.Value, x.Low, x.High), x.Unit, x.curve(), x.Along)
	}
	t.write(w)
}

// writeShares says how often each metric calls a curve emergent.
func (r *Report) writeShares(w io.Writer) {
	t := newTable("study", "along", "metric", "emergent", "of", "share")
	for _, f := range r.Fits {
		if f.Form != emergentShare || f.Points < 2 {
			continue
		}
		if share := f.constant("share"); share.Value > 0 {
			t.row(f.Study, f.Along, f.Metric, number(f.constant("emergent").Value), number(float64(f.Points)), estimate(share.Value, share.Low, share.High))
		}
	}
	if t.count() == 0 {
		return
	}
	fmt.Fprintln(w, "curves that a metric calls emergent, [95% intervals]; metrics with none are left out")
	t.write(w)
}

func (f *Fit) constant(name string) Constant {
	return f.Constants[slices.IndexFunc(f.Constants, func(c Constant) bool { return c.Name == name })]
}

// writeLaws has a paragraph for every law whose constants the data tell, and names the others.
func (r *Report) writeLaws(w io.Writer) {
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
	if len(told) > 0 {
		fmt.Fprintln(w, "laws, [95% intervals]")
		for _, f := range told[:min(len(told), maxRows)] {
			paragraph(w, f.title())
			var constants []string
			for _, c := range f.Constants {
				constants = append(constants, c.Name+" "+estimate(c.Value, c.Low, c.High))
			}
			wrap(w, constants, ", ")
			if f.Optimum != nil {
				wrap(w, f.Optimum.parts(), ", ")
			}
			for _, warning := range f.Warnings {
				wrap(w, strings.Fields(warning), " ")
			}
		}
		leftOut(w, len(told)-maxRows)
		fmt.Fprintln(w)
	}
	if len(untold) > 0 {
		fmt.Fprintln(w, "laws whose constants these data do not tell; --json has the fits")
		for _, f := range untold[:min(len(untold), maxRows)] {
			paragraph(w, f.title())
			if len(f.Warnings) > 0 {
				wrap(w, strings.Fields(f.Warnings[0]), " ")
			}
		}
		leftOut(w, len(untold)-maxRows)
		fmt.Fprintln(w)
	}
}

// paragraph writes a text within the width, its rest indented.
func paragraph(w io.Writer, text string) {
	if utf8.RuneCountInString(text) <= maxWidth {
		fmt.Fprintln(w, text)
		return
	}
	cut := strings.LastIndex(string([]rune(text)[:maxWidth]), " ")
	fmt.Fprintln(w, text[:max(cut, 0)])
	wrap(w, strings.Fields(text[max(cut, 0):]), " ")
}

func (f *Fit) title() string {
	words := []string{f.Study + ":", f.Form, "of", f.Of}
	if curve := f.curve(); curve != "" && curve != f.Of {
		words = append(words, "of", strings.TrimPrefix(curve, f.Of+" "))
	}
	return fmt.Sprintf("%s, %d points", strings.Join(words, " "), f.Points)
}

// wrap writes parts on indented lines of the width.
func wrap(w io.Writer, parts []string, between string) {
	const indent = "    "
	line := indent
	for i, part := range parts {
		if i < len(parts)-1 {
			part += between
		}
		if utf8.RuneCountInString(line+strings.TrimRight(part, " ")) > maxWidth && line != indent {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = indent
		}
		line += part
	}
	if line != indent {
		fmt.Fprintln(w, line)
	}
}

// curve names a place within its study, the score first.
func (p *Place) curve() string {
	var parts []string
	for i, part := range []string{p.Task, p.Metric, p.Family, p.Model, p.held()} {
		if part != "" && part != p.Study && !(i == 1 && part == p.Task) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// sections are left out of the names of axes.
var sections = regexp.MustCompile(`(^|, )(tasks|model|training)[_.]`)

// held says what is fixed without the sections of the file that the keys are in, nor the task that the curve is of.
func (p *Place) held() string {
	parts := strings.Split(sections.ReplaceAllString(p.Fixed, "$1"), ", ")
	for i, part := range parts {
		parts[i] = strings.TrimPrefix(part, p.Task+"_")
	}
	return strings.Join(parts, ", ")
}
