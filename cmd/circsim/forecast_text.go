package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

// text is the forecast for people.
func (f *foreseen) text(screen text.Screen) string {
	p := text.NewPage(screen)
	first := f.forecasts[0]
	p.Paragraph(f.title(first))
	if len(f.varied) > 0 {
		f.writeGrid(p)
	} else {
		if first.Underway != nil {
			f.writeUnderway(p, first)
		}
		for i := range first.Tasks {
			p.Gap()
			writeTaskForecast(p, &first.Tasks[i])
		}
	}
	if f.next != nil {
		p.Gap()
		f.writeNext(p)
	}
	return p.String()
}

func (f *foreseen) title(first *calibration.Forecast) string {
	of := fmt.Sprintf("%s, %d steps", strings.Join(append([]string{f.points[0].Name}, f.same()...), ", "), f.points[0].Training.Steps)
	if f.constants.fit == nil {
		return fmt.Sprintf("%s: forecast over %s, constants taken as exact", of, text.Count(first.Seeds, "seed"))
	}
	return fmt.Sprintf("%s: forecast by %s (fitted to %s), %s of constants with %s each", of, f.constants.File,
		f.constants.fit.Data.File, text.Count(first.Members, "set"), text.Count(first.Seeds, "seed"))
}

// same are the settings that all configurations have in common.
func (f *foreseen) same() (list []string) {
	for _, set := range f.sets {
		if path, _, _ := strings.Cut(set, "="); !slices.Contains(f.varied, path) {
			list = append(list, set)
		}
	}
	return list
}

// writeTaskForecast writes a row for every quantity of a task.
func writeTaskForecast(p *text.Page, t *calibration.TaskForecast) {
	table := text.NewTable(t.Name, "median", "50%", "80%", "95%", "never")
	var unfitted []string
	for i := range t.Quantities {
		q := &t.Quantities[i]
		if q.Unfitted && !q.Happened {
			unfitted = append(unfitted, string(q.Kind))
		}
		row := []string{string(q.Kind), quantity(q, q.Median)}
		for _, w := range q.Intervals {
			if q.Happened {
				row = append(row, "")
				continue
			}
			row = append(row, interval(q, w))
		}
		switch {
		case q.Happened:
			row = append(row, "over")
		case q.Kind.IsStep():
			row = append(row, percent(q.Never))
		default:
			row = append(row, "")
		}
		table.Row(row...)
	}
	p.Table(table)
	p.Line("regime: %s", regimesOf(t))
	if len(unfitted) > 0 {
		p.Paragraph("not measured in the fitted runs, so that the intervals leave out the model's error: " + strings.Join(unfitted, ", "))
	}
}

func regimesOf(t *calibration.TaskForecast) string {
	var parts []string
	for _, r := range t.Regimes {
		parts = append(parts, percent(r.Probability)+" "+string(r.Regime))
	}
	return strings.Join(parts, ", ")
}

// interval writes an interval; an event that may never happen has no upper end, and one that surely does not has none.
func interval(q *calibration.Quantity, w calibration.Interval) string {
	if math.IsNaN(w.Low) {
		return "never"
	}
	return fmt.Sprintf("[%s, %s]", quantity(q, w.Low), quantity(q, w.High))
}

// quantity writes a step as a whole number of three digits, a share with three decimals.
func quantity(q *calibration.Quantity, x float64) string {
	switch {
	case math.IsNaN(x):
		return "never"
	case q.Kind.IsStep():
		return text.Fixed(roundTo(x, 3), 0)
	case q.Kind == calibration.PeakTestLoss:
		return text.Number(x, 3)
	}
	return text.Fixed(x, 3)
}

// roundTo rounds to significant digits.
func roundTo(x float64, digits int) float64 {
	if x == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))+1-float64(digits))
	return math.Round(x/unit) * unit
}

// percent writes a probability; small ones and those near to 1 are bounded.
func percent(p float64) string {
	switch {
	case p > 0 && p < 0.005:
		return "<1%"
	case p < 1 && p > 0.995:
		return ">99%"
	}
	return text.Fixed(100*p, 0) + "%"
}

// writeGrid has a row for every configuration: the target's forecast, and the most probable regime.
func (f *foreseen) writeGrid(p *text.Page) {
	p.Line("%s of %s", f.target.Kind, f.target.Task)
	table := text.NewTable(slices.Concat(f.varied, []string{"median", "50%", "80%", "95%", "never", "regime"})...)
	for _, x := range f.forecasts {
		t := x.Task(f.target.Task)
		q := t.Of(f.target.Kind)
		row := settingsOf(x.Scenario, f.varied)
		row = append(row, quantity(q, q.Median))
		for _, w := range q.Intervals {
			row = append(row, interval(q, w))
		}
		table.Row(append(row, percent(q.Never), percent(t.Regimes[0].Probability)+" "+string(t.Regimes[0].Regime))...)
	}
	p.Table(table)
}

func settingsOf(s *scenarios.Scenario, paths []string) (cells []string) {
	for _, path := range paths {
		key, _ := s.Setting(path)
		cell := fmt.Sprint(key.Of(s))
		if x, ok := key.Of(s).(float64); ok {
			cell = text.Number(x, -1)
		}
		cells = append(cells, cell)
	}
	return cells
}

// writeUnderway says in sentences what the run so far tells.
func (f *foreseen) writeUnderway(p *text.Page, x *calibration.Forecast) {
	u := x.Underway
	verb := "generalize"
	if f.target.Kind == calibration.StepTrain {
		verb = "be memorized"
	}
	q := x.Task(f.target.Task).Of(f.target.Kind)
	steps := x.Scenario.Training.Steps
	switch {
	case q.Happened:
		p.Paragraph(fmt.Sprintf("%s: %s at step %s already", f.target.Task, map[string]string{"generalize": "has generalized", "be memorized": "was memorized"}[verb], quantity(q, q.Median)))
	case math.IsNaN(q.Median):
		p.Paragraph(fmt.Sprintf("%s: %s that it will not %s by step %d", f.target.Task, percent(q.Never), verb, steps))
	default:
		p.Paragraph(fmt.Sprintf("%s: will %s at step %s %s (80%%); never by step %d: %s", f.target.Task, verb, quantity(q, q.Median), interval(q, q.Intervals[1]), steps, percent(q.Never)))
	}
	p.Paragraph(fmt.Sprintf("at step %s the run resembles %s of %d simulated networks (effective number)", text.Number(u.Run.End, 4), text.Number(u.Effective, 2), u.Networks))
	if u.Effective < 5 {
		p.Paragraph("few networks resemble the run: the intervals rest on these alone")
	}
	if u.P >= calibration.Contradicted {
		return
	}
	p.Paragraph(fmt.Sprintf("the curve contradicts the fit (predictive p value %s); measurements outside their 95%% intervals:", text.Number(u.P, 2)))
	for _, s := range u.Surprises {
		when := ""
		if s.Censored {
			when = "not by "
		}
		p.Line("    %s %s: %s%s, expected %s to %s", s.Task, s.Kind, when, text.Number(s.Natural(), 3), text.Number(s.Low, 3), text.Number(s.High, 3))
	}
}

// littleNarrowing is the share below which no candidate is worth its cost.
const littleNarrowing = 0.05

// writeNext ranks what to run next.
func (f *foreseen) writeNext(p *text.Page) {
	p.Paragraph(fmt.Sprintf("what to run next: how much one run would narrow the forecast of %s of %s, by the constants alone", f.target.Kind, f.target.Task))
	table := text.NewTable(slices.Concat(f.tried, []string{"steps", "FLOPs", "deviation of ln steps", "afterwards", "narrower by"})...)
	most := 0.0
	for i := range f.next {
		x := &f.next[i]
		most = max(most, x.Narrowing())
		table.Row(append(settingsOf(x.Scenario, f.tried), text.Fixed(roundTo(x.Steps, 3), 0), text.Number(x.FLOPs, 3),
			text.Number(x.Before, 4), text.Number(x.After, 4), text.Number(100*x.Narrowing(), 2)+"%")...)
	}
	p.Table(table)
	if len(f.next) > 0 && most < littleNarrowing {
		p.Paragraph("no candidate narrows the forecast by as much as 5%: nearly all of its width is the model's errors and chance, which one more run does not take off")
	}
	if f.left > 0 {
		p.Line("%s left out, which %s more than %s %s", text.Count(f.left, "configuration"), map[bool]string{true: "costs", false: "cost"}[f.left == 1], text.Number(f.by.most, 3), f.by.unit)
	}
}

// forecastProgress writes how many networks are simulated, after ten seconds and then at intervals that double.
func forecastProgress(c *cli.Context) func(done, all int64) {
	var lock sync.Mutex
	started, wait := time.Now(), 10*time.Second
	return func(done, all int64) {
		lock.Lock()
		defer lock.Unlock()
		if took := time.Since(started); took >= wait && done < all {
			wait *= 2
			left := time.Duration(float64(took) / float64(done) * float64(all-done))
			fmt.Fprintf(c.App.ErrWriter, "forecast: %d of %d networks, about %s left\n", done, all, round(left))
		}
	}
}
