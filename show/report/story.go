package report

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// mostAnalyzed is the number of rows up to which a study is analyzed, which takes seconds.
const mostAnalyzed = 20_000

// tell writes the story of a study, and keeps the thresholds that it rests on. The report is nil where the study was too large to
// analyze.
func (s *study) tell(sum *summary.Summary, r *analysis.Report) {
	s.Thresholds, s.Boundary, s.Explained = s.thresholdsOf(sum, r), s.boundaryOf(sum.Boundary), importances(sum.Explained)
	s.Story = append(s.Story, s.opening())
	if int64(s.rows) < s.planned {
		s.Story = append(s.Story, fmt.Sprintf("The study is not finished: %d of its %s are there, and what follows is about them alone.", s.rows, text.Count(s.planned, "run")))
	}
	f := sum.Finding()
	if len(f.Asked) > 0 && len(f.Found) > 0 {
		found := make([]string, len(f.Found))
		for i, forms := range f.Found {
			found[i] = forms[0]
		}
		s.Story = append(s.Story, sentence(f.Asked[0]+": "+strings.Join(found, "; ")))
	}
	if len(sum.Tasks) > 1 {
		for _, task := range sum.Tasks[:min(len(sum.Tasks), mostTasks)] {
			counts := regimesOf(task)
			told := len(f.Asked) > 0 && strings.HasPrefix(f.Asked[0], task.Name+" ") && slices.ContainsFunc(f.Found, func(forms []string) bool { return forms[0] == counts })
			if !told {
				s.Story = append(s.Story, sentence("runs of "+task.Name+" by regime: "+counts))
			}
		}
	}
	s.Story = append(s.Story, meetings(sum.Boundary)...)
	for _, e := range sum.Explained {
		s.Story = append(s.Story, explained(e)...)
	}
	if r == nil {
		s.Story = append(s.Story, fmt.Sprintf("The study has more than %d rows of results: circsim analyze %s says where scores leave chance and pass half way.", mostAnalyzed, s.Dir))
		return
	}
	for _, said := range r.Sentences() {
		s.Story = append(s.Story, sentence(strings.TrimPrefix(said, s.Name+": ")))
	}
	var laws []string
	for _, f := range r.Fits {
		if said := lawSaid(f); said != "" {
			laws = append(laws, said)
		}
	}
	if len(laws) > mostLawsSaid {
		laws = []string{fmt.Sprintf("%d laws of loss are fitted that the data determine; they are below, with the residuals.", len(laws))}
	}
	s.Story = append(s.Story, laws...)
}

// mostLawsSaid is the number of laws that the story tells one by one.
const mostLawsSaid = 2

// mostTasks is the number of tasks that the story counts regimes of.
const mostTasks = 8

// opening says what was varied.
func (s *study) opening() string {
	if len(s.Axes) == 0 {
		return sentence(text.Count(s.rows, "run") + " of one setting")
	}
	var swept []string
	for _, a := range s.Axes {
		swept = append(swept, a.told(len(a.Values)))
	}
	seeds := ""
	if s.Seeds > 1 && s.planned > 1 {
		most := "up to "
		if s.manifest.Design != scenarios.Adaptive && int64(s.rows) == s.planned {
			most = ""
		}
		seeds = fmt.Sprintf(", with %s%s for each point", most, text.Count(s.Seeds, "seed"))
	}
	return sentence(text.Count(s.rows, "run") + " over " + strings.Join(swept, "; over ") + seeds)
}

// dotted is a range of a table: two numbers with dots between them.
var dotted = regexp.MustCompile(`([0-9)])\.\.([0-9])`)

// sentence begins with a capital and ends with a full stop. Ranges have a dash.
func sentence(s string) string {
	s = strings.ReplaceAll(dotted.ReplaceAllString(s, "$1–$2"), " -> ", ", then ")
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// regimesOf counts the runs of a task by regime, in the words of a finding.
func regimesOf(t summary.Task) string {
	var list []string
	for _, c := range t.Regimes {
		list = append(list, fmt.Sprintf("%s %d", c.Regime, c.Runs))
	}
	return strings.Join(list, ", ")
}

// meetings says where the regimes meet that do so at most places: at both ends of the boundary.
func meetings(b *summary.Boundary) []string {
	if b == nil || len(b.Line) == 0 {
		return nil
	}
	labels := summary.Labels([]string{b.Along, b.Across})
	groups := map[string][]summary.BoundaryPoint{}
	var names []string
	for _, p := range b.Line {
		name := fmt.Sprintf("%s gives way to %s", p.Below, p.Above)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], p)
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(groups[b]), len(groups[a])) })
	name := names[0]
	line := groups[name]
	place := func(p summary.BoundaryPoint) string {
		return fmt.Sprintf("%s%s where %s is %s", short(p.Across.Value), interval(p.Across.Low, p.Across.High), labels[0], short(p.Along))
	}
	said := fmt.Sprintf("%s: %s at %s %s", b.Task, name, labels[1], place(line[0]))
	if len(line) > 1 {
		said += ", and at " + place(line[len(line)-1])
	}
	return []string{sentence(said + "; brackets are 95% intervals")}
}

// interval is empty where a bound is missing on both sides.
func interval(low, high float64) string {
	if low-low != 0 && high-high != 0 {
		return ""
	}
	bound := func(x float64) string {
		if x-x != 0 {
			return "no bound"
		}
		return short(x)
	}
	return " [" + bound(low) + ", " + bound(high) + "]"
}

// explained says which key explains most of each outcome.
func explained(e *summary.Explained) []string {
	var list []string
	for _, o := range e.Outcomes {
		best := -1
		for k, x := range o.Shares.First {
			if x.Value == x.Value && (best < 0 || x.Value > o.Shares.First[best].Value) {
				best = k
			}
		}
		if best < 0 || o.Shares.Variance == 0 {
			continue
		}
		x, of := o.Shares.First[best], strings.ReplaceAll(o.Of, "_", " ")
		if o.Log {
			of = "log10 " + of
		}
		list = append(list, sentence(fmt.Sprintf("%s: %s by itself explains %s%s of the variance of %s, more than any other key", e.Task, e.Axes[best].Path,
			text.Fixed(x.Value, 2), interval(round2(x.Low), round2(x.High)), of)))
	}
	return list
}

func round2(x float64) float64 { return math.Round(x*100) / 100 }

// lawSaid is a law that data determine, in a sentence; empty for others.
func lawSaid(f analysis.Fit) string {
	if f.Law == nil || len(f.Constants) == 0 {
		return ""
	}
	var list []string
	for _, c := range f.Constants {
		if !c.Identified {
			return ""
		}
		list = append(list, fmt.Sprintf("%s %s%s", c.Name, text.Number(c.Value, 3), interval(roundTo(c.Low, 3), roundTo(c.High, 3))))
	}
	where := ""
	if f.Fixed != "" {
		where = " where " + f.Fixed
	}
	off := 0.0
	for _, run := range f.Runs {
		if p := f.Law.Predict(run).Value; p > 0 && run.Loss > 0 {
			off = max(off, math.Abs(math.Log(run.Loss/p)))
		}
	}
	return sentence(fmt.Sprintf("the law %s, fitted to the loss of %s%s, has %s; models lie up to %s%% off it", f.Form, text.Count(f.Points, "model"), where,
		strings.Join(list, ", "), text.Number(100*math.Expm1(off), 2)))
}

func roundTo(x float64, digits int) float64 {
	if x-x != 0 || x == 0 {
		return x
	}
	return parse(text.Number(x, digits))
}

func short(x float64) string { return text.Number(x, 4) }
