package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/circsim/circsim/emergence"
)

// definitions are the columns of verdicts, in the order of the survey.
var definitions = []string{emergence.ByPerformance, emergence.ByMetric, emergence.ByLoss, emergence.ByRepresentation}

// answers are verdicts in a table.
var answers = map[string]string{emergence.Emergent: "yes", emergence.NotEmergent: "no", emergence.Undecided: "open"}

// summary is one curve for people.
type summary struct {
	place    Place
	first    bool // of the task's metrics
	unit     string
	found    map[Estimator]string
	verdicts map[string]string // by definition
}

// writeCurves has a row for every curve that something was found on.
func (r *Report) writeCurves(w io.Writer) {
	for _, study := range summaries(r) {
		first := study[0]
		unit := ""
		if first.unit != "" {
			unit = ", " + first.unit
		}
		fmt.Fprintf(w, "%s along %s%s, [95%% intervals]; is it emergent by …?\n", first.place.Study, first.place.Along, unit)
		said := slices.DeleteFunc(slices.Clone(definitions), func(d string) bool {
			return !slices.ContainsFunc(study, func(s summary) bool { return s.verdicts[d] != "" })
		})
		t := newTable(slices.Concat([]string{"curve"}, said, []string{"onset", "half rise", "width"})...)
		others, silent := 0, 0
		for _, s := range study {
			if len(study) > maxRows && !s.first {
				others++
				continue
			}
			cells, emergent := []string{s.place.curve()}, false
			for _, d := range said {
				cells, emergent = append(cells, answers[s.verdicts[d]]), emergent || s.verdicts[d] == emergence.Emergent
			}
			if s.found[OnsetScale] == absent && s.found[HalfRise] == absent && !emergent {
				silent++
				continue
			}
			t.row(append(cells, s.found[OnsetScale], s.found[HalfRise], s.found[Width])...)
		}
		if t.rows > 0 {
			t.write(w)
		}
		if silent > 0 {
			fmt.Fprintf(w, "%d more curves have no onset, no half rise and no verdict of emergence\n\n", silent)
		}
		if others > 0 {
			fmt.Fprintf(w, "%d more curves are those under other metrics; --json has them\n\n", others)
		}
	}
}

// summaries are the curves of every study and scale. A verdict on a whole task stands at its first curve.
func summaries(r *Report) [][]summary {
	var all [][]summary
	at := map[Place][2]int{}
	studies := map[string]int{}
	first := map[Place]Place{}
	for _, t := range r.Thresholds {
		if !onCurves[t.Estimator] {
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
			task := t.Place
			task.Metric = ""
			_, later := first[task]
			if !later {
				first[task] = t.Place
			}
			all[s] = append(all[s], summary{place: t.Place, first: !later, found: map[Estimator]string{}, verdicts: map[string]string{}})
		}
		x := &all[i[0]][i[1]]
		if t.Estimator == OnsetScale {
			x.unit = t.Unit
		}
		x.found[t.Estimator] = estimate(t.Value, t.Low, t.High)
	}
	for _, v := range r.Verdicts {
		place := v.Place
		i, known := at[place]
		if !known {
			place.Metric = ""
			i, known = at[first[place]]
		}
		if known {
			all[i[0]][i[1]].verdicts[v.Definition] = v.Verdict.Verdict
		}
	}
	return all
}

// writeReasons counts the verdicts by definition, and gives the reasons for what is emergent.
func (r *Report) writeReasons(w io.Writer) {
	if len(r.Verdicts) == 0 {
		return
	}
	words := []string{emergence.Emergent, emergence.NotEmergent, emergence.Undecided}
	fmt.Fprintln(w, "is it emergent? verdicts on all curves, by definition")
	counts := newTable(append([]string{"definition"}, words...)...)
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
			counts.row(d, fmt.Sprint(number[words[0]]), fmt.Sprint(number[words[1]]), fmt.Sprint(number[words[2]]))
		}
	}
	counts.write(w)
	for _, v := range emergent[:min(len(emergent), maxRows)] {
		fmt.Fprintf(w, "%s: %s along %s is emergent by %s\n", v.Study, v.curve(), v.Along, v.Definition)
		wrap(w, strings.Fields(v.Reason), " ")
	}
	leftOut(w, len(emergent)-maxRows)
	if len(emergent) > 0 {
		fmt.Fprintln(w)
	}
}
