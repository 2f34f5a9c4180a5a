package analysis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
)

// downstream holds the mean error over tasks of the models of one family and condition.
type downstream struct {
	trainedRuns
	errors map[scalinglaws.Run]float64
	tasks  int
	left   int // models without a score on every task
}

// cell is one model on one task that rows name.
type cell struct {
	run  scalinglaws.Run
	task string
}

// tried holds the models of one family and condition, and their scores by cell and metric.
type tried struct {
	place  Place
	runs   []scalinglaws.Run
	tasks  []string
	scores map[cell][]tally
}

type tally struct{ sum, count float64 }

// downstreams returns the mean errors, 1 - score, of a table of evaluations whose scores are shares on several tasks: by
// metric if rows name the tasks, else over the columns, each of which is a task. Models are taken at their last
// checkpoint. The warning says what is left out.
func downstreams(t *evaluations.Table) (some []*downstream, warning string) {
	var rows, whole []int // metrics whose task the row names, and those that are a task each
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

// triedOn collects scores by family and what is held fixed.
func triedOn(t *evaluations.Table) []*tried {
	final := lastSteps(t)
	groups := grouped(t, func(r *evaluations.Row) (string, bool) {
		if r.Loss-r.Loss != 0 || len(final) > 0 && r.Step < final[trainedOf(r)] {
			return "", false
		}
		return r.Family + "\x00" + fixedBut(t, r), true
	})
	var all []*tried
	for _, rows := range groups {
		first := &t.Rows[rows[0]]
		place := Place{Source: t.Path, Study: t.Study, Family: first.Family, Fixed: fixedBut(t, first), Along: "loss"}
		g := &tried{place: place, scores: map[cell][]tally{}}
		for _, i := range rows {
			r := &t.Rows[i]
			at := cell{runOf(r), r.Task}
			scores := g.scores[at]
			if scores == nil {
				scores = make([]tally, len(t.Metrics))
				g.scores[at], g.runs, g.tasks = scores, append(g.runs, at.run), append(g.tasks, at.task)
			}
			for m, y := range r.Scores {
				if y-y == 0 {
					scores[m].sum += y
					scores[m].count++
				}
			}
		}
		slices.Sort(g.tasks)
		g.tasks = slices.Compact(g.tasks)
		g.runs = distinctRuns(g.runs)
		all = append(all, g)
	}
	return all
}

// of is empty if the model has no row on the task.
func (g *tried) of(c cell, metric int) tally {
	if scores := g.scores[c]; scores != nil {
		return scores[metric]
	}
	return tally{}
}

// mean averages over the tasks on which any model has a score, for the models that have one on all of these.
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

// losses counts distinct losses.
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
		out := unsearched(d.place, law.name, of, len(d.runs))
		out.Warnings = []string{strings.TrimPrefix(err.Error(), "downstream: ")}
		return out
	}
	out := lawOf(d.place, fit)
	out.Form, out.Of, out.HeldOut = law.name, of, law.holdOut(d.runs, d.errors)
	if d.left > 0 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d of %d models left out, which lack a score on some task", d.left, d.left+len(d.runs)))
	}
	return out
}
