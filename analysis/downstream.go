package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// downstream is the mean error over tasks of the models of one family and condition.
type downstream struct {
	trainedRuns
	errors map[scalinglaws.Run]float64
	tasks  int
	left   int // models without a score on every task
}

// cell is one model on one of the tasks that rows name.
type cell struct {
	run  scalinglaws.Run
	task string
}

// tried are the models of one family and condition, and their scores by cell and metric.
type tried struct {
	place  Place
	runs   []scalinglaws.Run
	tasks  []string
	scores map[cell][]tally
}

type tally struct{ sum, count float64 }

// downstreams are the mean errors, 1 - score, of a table of evaluations whose scores are shares on several tasks: metric by metric
// where rows name tasks, else over the columns, each of which is a task. Models count at their last checkpoint. The warning
// says what is left out.
func downstreams(t *evaluations.Table) (some []*downstream, warning string) {
	var rows, whole []int // metrics by who names the task
	for m, metric := range t.Metrics {
		switch {
		case !metric.Share || metric.Internal:
		case metric.Task == "":
			rows = append(rows, m)
		default:
			whole = append(whole, m)
		}
	}
	if t.Simulated || len(rows)+len(whole) == 0 {
		return nil, ""
	}
	var all []*downstream
	for _, g := range triedOn(t) {
		for _, m := range rows {
			var cells []func(scalinglaws.Run) tally
			for _, task := range g.tasks {
				cells = append(cells, func(r scalinglaws.Run) tally { return g.of(cell{r, task}, m) })
			}
			all = append(all, g.mean(t.Metrics[m].Name, cells))
		}
		var cells []func(scalinglaws.Run) tally
		for _, m := range whole {
			cells = append(cells, func(r scalinglaws.Run) tally { return g.of(cell{r, g.tasks[0]}, m) })
		}
		all = append(all, g.mean("", cells))
	}
	var families []*trainedRuns
	for _, d := range all {
		if d.tasks >= 2 && losses(d.runs) >= lawful {
			families = append(families, &d.trainedRuns)
		}
	}
	families, warning = affordableFamilies(families)
	for _, d := range all {
		if slices.Contains(families, &d.trainedRuns) {
			some = append(some, d)
		}
	}
	return some, warning
}

// triedOn gathers scores by family and what is held fixed, in the order of these.
func triedOn(t *evaluations.Table) []*tried {
	groups, final := map[string]*tried{}, lastSteps(t)
	var names []string
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Loss-r.Loss != 0 || len(final) > 0 && r.Step < final[trainedOf(r)] {
			continue
		}
		fixed := fixedBut(t, r)
		name := r.Family + "\x00" + fixed
		g := groups[name]
		if g == nil {
			g = &tried{place: Place{Source: t.Path, Study: t.Study, Family: r.Family, Fixed: fixed, Along: "loss"}, scores: map[cell][]tally{}}
			names, groups[name] = append(names, name), g
		}
		at := cell{scalinglaws.Run{Params: known(r.Params), Tokens: known(r.Tokens), FLOPs: known(r.FLOPs), Loss: r.Loss}, r.Task}
		scores := g.scores[at]
		if scores == nil {
			scores = make([]tally, len(t.Metrics))
			g.scores[at], g.runs = scores, append(g.runs, at.run)
			if len(g.tasks) == 0 || g.tasks[len(g.tasks)-1] != at.task {
				g.tasks = append(g.tasks, at.task)
			}
		}
		for m, y := range r.Scores {
			if y-y == 0 {
				scores[m].sum += y
				scores[m].count++
			}
		}
	}
	slices.Sort(names)
	var all []*tried
	for _, name := range names {
		g := groups[name]
		slices.Sort(g.tasks)
		g.tasks = slices.Compact(g.tasks)
		g.runs = distinctRuns(g.runs)
		all = append(all, g)
	}
	return all
}

func (g *tried) of(c cell, metric int) tally {
	if scores := g.scores[c]; scores != nil {
		return scores[metric]
	}
	return tally{}
}

// mean takes the tasks that some model has a score on, and the models that have one on all of these.
func (g *tried) mean(metric string, tasks []func(scalinglaws.Run) tally) *downstream {
	tasks = slices.DeleteFunc(tasks, func(of func(scalinglaws.Run) tally) bool {
		return !slices.ContainsFunc(g.runs, func(r scalinglaws.Run) bool { return of(r).count > 0 })
	})
	d := &downstream{trainedRuns: trainedRuns{place: g.place}, errors: map[scalinglaws.Run]float64{}, tasks: len(tasks)}
	d.place.Metric = metric
	for _, r := range g.runs {
		sum := 0.0
		for _, of := range tasks {
			score := of(r)
			sum += 1 - score.sum/score.count
		}
		if sum-sum != 0 {
			d.left++
			continue
		}
		d.runs = append(d.runs, r)
		d.errors[r] = sum / float64(len(tasks))
	}
	return d
}

// distinctRuns keeps the first of equal runs.
func distinctRuns(runs []scalinglaws.Run) []scalinglaws.Run {
	seen := map[scalinglaws.Run]bool{}
	return slices.DeleteFunc(runs, func(r scalinglaws.Run) bool {
		known := seen[r]
		seen[r] = true
		return known
	})
}

func losses(runs []scalinglaws.Run) int {
	seen := map[float64]bool{}
	for _, r := range runs {
		seen[r.Loss] = true
	}
	return len(seen)
}

// fit is the law of mean errors against loss.
func (d *downstream) fit(resamples int) Fit {
	law := form{name: "gadre-downstream", fit: func(runs []scalinglaws.Run, b stat.Bootstrap) (scalinglaws.Fit, error) {
		errors := make([]float64, len(runs))
		for i, r := range runs {
			errors[i] = d.errors[r]
		}
		return scalinglaws.Downstream(runs, errors, b)
	}}
	of := fmt.Sprintf("mean error of %d tasks", d.tasks)
	fit, err := law.fit(d.runs, stat.Bootstrap{Resamples: resamples, Stream: d.place.stream("law " + law.name)})
	if err != nil {
		return Fit{Place: d.place, Form: law.name, Of: of, Points: len(d.runs), Objective: math.NaN(), Condition: math.NaN(), Warnings: []string{strings.TrimPrefix(err.Error(), "downstream: ")}}
	}
	out := lawOf(d.place, fit)
	out.Form, out.Of, out.HeldOut = law.name, of, law.holdOut(d.runs, d.errors)
	if d.left > 0 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d of %d models left out, which lack a score on some task", d.left, d.left+len(d.runs)))
	}
	return out
}
