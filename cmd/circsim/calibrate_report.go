package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
)

// calibrationReport is what calibrate prints.
type calibrationReport struct {
	fit    *calibration.Fit
	data   *calibration.Data
	checks []calibration.Validation
}

func (r calibrationReport) page(screen text.Screen) string {
	p := text.NewPage(screen)
	f := r.fit
	p.Line("%s: %s, %s, %s; %s of %s simulated", f.Scenario, text.Count(f.Data.Runs, "run"),
		text.Count(len(r.data.Settings), "setting"), text.Count(f.Data.Events, "event"),
		text.Count(f.Evaluations, "candidate"), text.Count(f.Seeds, "seed"))
	if f.EndedEarly {
		p.Line("the time was up before the search was: another run may end elsewhere; a search with fewer --evaluations and no --budget is reproducible")
	}
	var minima []string
	for _, m := range f.Minima[:min(len(f.Minima), shownMinima)] {
		minima = append(minima, text.Fixed(m, 1))
	}
	p.Line("objective %s; the best starts led to %s", text.Fixed(f.Objective, 1), strings.Join(minima, ", "))
	if f.Moves < fewMoves {
		p.Line("the ensemble has moved %s: intervals are rough, more --evaluations make them surer", text.Count(f.Moves, "time"))
	}
	p.Gap()
	r.constants(p)
	p.Gap()
	r.errors(p)
	p.Gap()
	r.settings(p)
	return p.String()
}

// shownDirections are the open directions that people are shown.
const shownDirections = 3

// shownMinima are the ends of refined starts that people are shown.
const shownMinima = 4

// fewMoves are too few for an ensemble to have left where it began.
const fewMoves = 10

func four(x float64) string { return text.Number(x, 4) }

func (r calibrationReport) constants(p *text.Page) {
	t := text.NewTable("constant", "value", "95% interval", "prior", "remark")
	for _, c := range r.fit.Free {
		flag := ""
		if c.Open {
			flag = "open"
		}
		t.Row(c.Path, four(c.Value), fmt.Sprintf("[%s, %s]", four(c.Low), four(c.High)),
			fmt.Sprintf("%s to %s, %s", four(c.PriorLow), four(c.PriorHigh), c.Scale), flag)
	}
	p.Table(t)
	for n, d := range r.fit.Open {
		if n == shownDirections {
			p.Line("and %d more such directions; --json has them", len(r.fit.Open)-n)
			break
		}
		var parts []string
		for i, path := range d.Paths {
			sign := "+"
			if d.Shares[i] < 0 {
				sign = "-"
			}
			parts = append(parts, sign+path)
		}
		p.Paragraph(fmt.Sprintf("open direction, %s of the prior's width: %s", text.Fixed(d.Spread, 2), strings.Join(parts, " ")))
	}
}

// errors are a table with a row for each kind of measurement.
func (r calibrationReport) errors(p *text.Page) {
	r.errorTable(p, &calibration.Scores{Engine: r.fit.Errors(nil), PowerLaw: r.fit.PowerLaw(), Nearest: r.fit.Nearest()})
	p.Paragraph("Accuracies are compared by their logits. The power law is fitted to all runs too; the nearest setting is another one.")
	for _, v := range r.checks {
		p.Gap()
		p.Paragraph(fmt.Sprintf("without one %s at a time, %s, %d evaluations each: errors for what was left out", v.Name, text.Count(len(v.Values), "value"), v.Evaluations))
		if v.Inner == nil || v.Ends == nil {
			r.errorTable(p, &v.Scores)
			continue
		}
		last := len(v.Values) - 1
		var inner []string
		for _, value := range v.Values[1:last] {
			inner = append(inner, fmt.Sprint(value))
		}
		p.Paragraph("between others, " + strings.Join(inner, ", ") + ":")
		r.errorTable(p, v.Inner)
		p.Line("beyond all others, %s and %s:", v.Values[0], v.Values[last])
		r.errorTable(p, v.Ends)
	}
}

// errorTable has a row for each kind of measurement, and another table the shares of runs that intervals hold, if they are known.
func (r calibrationReport) errorTable(p *text.Page, s *calibration.Scores) {
	t := text.NewTable("error of ln", "n", "fit rms", "median", "missed", "invented", "power law rms", "nearest rms", "between seeds")
	for i, e := range s.Engine {
		t.Row(string(e.Kind), fmt.Sprint(e.Count), text.Fixed(e.RMS, 2), text.Fixed(e.Median, 2), fmt.Sprint(e.Missed), fmt.Sprint(e.Invented),
			text.Fixed(s.PowerLaw[i].RMS, 2), text.Fixed(s.Nearest[i].RMS, 2), text.Fixed(r.fit.Spread[e.Kind].Seed, 2))
	}
	p.Table(t)
	if s.Held == nil {
		return
	}
	t = text.NewTable("runs in intervals", "runs", "in 50%", "in 80%", "in 95%")
	for _, h := range s.Held {
		t.Row(string(h.Kind), fmt.Sprint(h.Runs), percent(h.Held50), percent(h.Held80), percent(h.Held95))
	}
	p.Table(t)
}

// settings are a table with a row for each measured setting: measured / simulated.
func (r calibrationReport) settings(p *text.Page) {
	varied := r.data.Varied()
	var header []string
	for _, k := range varied {
		header = append(header, r.data.Columns[k])
	}
	type column struct {
		task string
		kind calibration.Kind
	}
	var columns []column
	compared := r.fit.Comparisons()
	for _, c := range compared {
		for _, k := range c.Kinds {
			if (k.Kind.IsStep() || k.Kind == calibration.PeakTestLoss) && !contains(columns, column{k.Task, k.Kind}) {
				columns = append(columns, column{k.Task, k.Kind})
			}
		}
	}
	for _, c := range columns {
		name := string(c.kind)
		if len(r.fit.Tasks()) > 1 {
			name = c.task + " " + name
		}
		header = append(header, name)
	}
	p.Paragraph("measured / simulated, medians of the runs of a setting; never: not within the run, when simulated not within ten times as many steps")
	t := text.NewTable(append(header, "runs")...)
	for _, c := range compared {
		var cells []string
		for _, k := range varied {
			cells = append(cells, text.Number(c.Values[k], -1))
		}
		for _, want := range columns {
			cell := text.Absent
			for _, k := range c.Kinds {
				if k.Task == want.task && k.Kind == want.kind {
					cell = happening(k.Measured) + " / " + happening(k.Simulated)
				}
			}
			cells = append(cells, cell)
		}
		t.Row(append(cells, fmt.Sprint(c.Runs))...)
	}
	p.Table(t)
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

func happening(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return text.Number(x, 3)
}

// calibrationObject is what calibrate --json prints: the fit, and how good it is.
type calibrationObject struct {
	*calibration.Fit
	Paths       []string                 `json:"paths"`   // of what was varied
	Columns     []string                 `json:"columns"` // theirs
	Errors      []calibration.KindErrors `json:"errors"`
	PowerLaw    []calibration.KindErrors `json:"power_law"`
	Nearest     []calibration.KindErrors `json:"nearest"`
	Validations []calibration.Validation `json:"cross_validation"`
	Settings    []settingObject          `json:"settings"`
}

type settingObject struct {
	Values []float64          `json:"values"` // by paths
	Runs   int                `json:"runs"`
	Events []comparisonObject `json:"events"`
}

// comparisonObject holds null for an event that does not happen.
type comparisonObject struct {
	Task      string           `json:"task"`
	Kind      calibration.Kind `json:"kind"`
	Measured  *float64         `json:"measured"`
	Simulated *float64         `json:"simulated"`
}

func (r calibrationReport) json() ([]byte, error) {
	object := calibrationObject{
		Fit: r.fit, Paths: r.data.Paths, Columns: r.data.Columns,
		Errors: r.fit.Errors(nil), PowerLaw: r.fit.PowerLaw(), Nearest: r.fit.Nearest(), Validations: r.checks,
	}
	for _, c := range r.fit.Comparisons() {
		s := settingObject{Values: c.Values, Runs: c.Runs}
		for _, k := range c.Kinds {
			s.Events = append(s.Events, comparisonObject{k.Task, k.Kind, text.Null(k.Measured), text.Null(k.Simulated)})
		}
		object.Settings = append(object.Settings, s)
	}
	return text.JSON(object)
}
