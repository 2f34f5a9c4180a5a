package report

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// threshold is where a quantity passes a level along an axis.
type threshold struct {
	Task  string   `json:"task"`
	Of    string   `json:"of"`
	Along string   `json:"along"`        // path of the axis
	At    []string `json:"at,omitempty"` // values of the other axes of several values
	What  string   `json:"what"`
	Value number   `json:"value"` // null: nothing but the interval is known
	Low   number   `json:"low"`   // null: no bound
	High  number   `json:"high"`
}

// place is a place of the boundary that an adaptive design has followed.
type place struct {
	Task   string `json:"task"`
	Along  string `json:"along"`
	Across string `json:"across"`
	X      number `json:"x"` // of Along
	Below  string `json:"below"`
	Above  string `json:"above"`
	Value  number `json:"value"` // of Across
	Low    number `json:"low"`
	High   number `json:"high"`
}

// importance is the share of the variance of an outcome that a key explains by itself, of a design that samples.
type importance struct {
	Task  string `json:"task"`
	Of    string `json:"of"`
	Log   bool   `json:"log,omitempty"` // of the outcome's decimal logarithm
	Path  string `json:"path"`
	Value number `json:"value"`
	Low   number `json:"low"`
	High  number `json:"high"`
}

func importances(list []*summary.Explained) []importance {
	all := []importance{}
	for _, e := range list {
		for _, o := range e.Outcomes {
			for k, x := range o.Shares.First {
				if x.Value == x.Value {
					all = append(all, importance{e.Task, o.Of, o.Log, e.Axes[k].Path, number(x.Value), number(x.Low), number(x.High)})
				}
			}
		}
	}
	return all
}

func unknown() number { return number(math.NaN()) }

// thresholdsOf are those that an adaptive design has found or a grid brackets, then those that curves of one axis have.
func (s *study) thresholdsOf(sum *summary.Summary, r *analysis.Report) []threshold {
	list := []threshold{}
	if t := sum.Found; t != nil {
		for _, l := range t.Lines {
			for _, p := range l.Passes {
				what := "falls through "
				if p.Up {
					what = "rises through "
				}
				list = append(list, threshold{t.Task, t.Of, t.Along, s.others(t.Others, l.At), what + short(t.Level) + ", median and range of seeds",
					number(p.Median), number(p.Lowest), number(p.Highest)})
			}
		}
	}
	for _, task := range sum.Tasks {
		for _, t := range task.Thresholds {
			for _, l := range t.Lines {
				for _, c := range l.Crossings {
					what := "mean falls through 0.5"
					if c.Up() {
						what = "mean rises through 0.5"
					}
					list = append(list, threshold{task.Name, "test_accuracy", t.Axis, s.others(t.Others, l.At), what + ", between points of the grid",
						unknown(), number(c.Low), number(c.High)})
				}
			}
		}
	}
	if r == nil || len(s.Axes) != 1 {
		return list
	}
	for _, t := range r.Thresholds {
		if (t.Estimator == "half_rise" || t.Estimator == "half_fall" || t.Estimator == "onset") && t.Fixed == "" && t.Value == t.Value &&
			t.Along == s.Axes[0].source.Column {
			what := map[analysis.Estimator]string{"half_rise": "half rise", "half_fall": "half fall", "onset": "onset"}[t.Estimator]
			list = append(list, threshold{t.Task, t.Metric, s.Axes[0].Path, nil, what + ", 95% interval", number(t.Value), number(t.Low), number(t.High)})
		}
	}
	return list
}

// others are the values of those other axes that have several, in the order of the page.
func (s *study) others(paths []string, at []any) []string {
	var list []string
	for _, a := range s.Axes {
		if i := slices.Index(paths, a.Path); i >= 0 {
			list = append(list, a.label(at[i]))
		}
	}
	return list
}

// label is a value of the plan as the page labels that of a point.
func (a *axis) label(v any) string {
	if a.named() {
		return a.name(v)
	}
	return string(appendNumber(nil, scenarios.Number(v), fine))
}

func (s *study) boundaryOf(b *summary.Boundary) []place {
	if b == nil {
		return nil
	}
	var list []place
	for _, p := range b.Line {
		list = append(list, place{b.Task, b.Along, b.Across, number(p.Along), string(p.Below), string(p.Above),
			number(p.Across.Value), number(p.Across.Low), number(p.Across.High)})
	}
	return list
}
