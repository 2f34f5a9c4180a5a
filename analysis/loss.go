package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
)

// byLoss returns the judgements of every task by pre-training loss, over all sizes and steps of the table. The warning says
// what is left out.
func byLoss(t *evaluations.Table, resamples int) (verdicts []func() Verdict, warning string) {
	size := axisOf(t, "model.params")
	groups := grouped(t, func(r *evaluations.Row) (string, bool) {
		if !(r.Params > 0) || r.Loss-r.Loss != 0 {
			return "", false
		}
		return r.Task + "\x00" + r.Family + "\x00" + fixedBut(t, r, size), true
	})
	metrics, points := scoresOf(t), 0
	for _, rows := range groups {
		if !severalSizes(t, rows) {
			continue
		}
		first := &t.Rows[rows[0]]
		place := Place{Source: t.Path, Study: t.Study, Family: first.Family, Fixed: fixedBut(t, first, size), Along: "loss"}
		byTask, tasks := map[string][]emergence.Checkpoints{}, []string(nil)
		for _, m := range metrics {
			c := checkpoints(t, rows, m)
			if len(c.Points) == 0 {
				continue
			}
			points += len(c.Points)
			task := t.Task(first, m)
			if byTask[task] == nil {
				tasks = append(tasks, task)
			}
			byTask[task] = append(byTask[task], c)
		}
		for _, task := range tasks {
			if t.Simulated {
				// An expectation has no noise: any excess over chance, however small, is above it.
				slices.SortStableFunc(byTask[task], func(a, b emergence.Checkpoints) int {
					return cmp.Compare(min(b.Points[0].Items, 1), min(a.Points[0].Items, 1))
				})
			}
			at, scores := place, byTask[task]
			at.Task, at.Metric = task, scores[0].Metric
			verdicts = append(verdicts, func() Verdict {
				return Verdict{at, emergence.Loss(scores, bootstrapOf(&at, emergence.ByLoss, resamples))}
			})
		}
	}
	return affordableTasks(verdicts, points)
}

// lossPoints is the number of checkpoints that two cores judge by loss in two seconds. It is more than any shipped sweep
// has.
const lossPoints = 320_000

// affordableTasks returns the tasks that are judged: all, or an even selection if there are more checkpoints than
// lossPoints.
func affordableTasks(all []func() Verdict, points int) (some []func() Verdict, warning string) {
	if points <= lossPoints {
		return all, ""
	}
	n := max(1, int(float64(len(all))*lossPoints/float64(points)))
	if n == len(all) {
		return all, ""
	}
	for _, i := range spread(n, len(all)) {
		some = append(some, all[i])
	}
	return some, fmt.Sprintf("%d of %d tasks are judged by loss, spread evenly: all would take too long", n, len(all))
}

// severalSizes says whether the rows have models of at least three sizes.
func severalSizes(t *evaluations.Table, rows []int32) bool {
	sizes := map[float64]bool{}
	for _, i := range rows {
		if sizes[t.Rows[i].Params] = true; len(sizes) >= 3 {
			return true
		}
	}
	return false
}

// checkpoints returns the rows that have a score. The chance level is unknown if it differs among them.
func checkpoints(t *evaluations.Table, rows []int32, metric int) emergence.Checkpoints {
	c := emergence.Checkpoints{Metric: t.Metrics[metric].Name, Chance: t.Chance(&t.Rows[rows[0]], metric), Lower: t.Metrics[metric].Lower}
	for _, i := range rows {
		r := &t.Rows[i]
		if o, ok := observe(t, r, metric); ok {
			if t.Chance(r, metric) != c.Chance {
				c.Chance = math.NaN()
			}
			if c.Points == nil {
				c.Points = make([]emergence.Checkpoint, 0, len(rows))
			}
			c.Points = append(c.Points, emergence.Checkpoint{
				Size: r.Params, Tokens: r.Tokens, Loss: r.Loss, Score: o.Y, Seed: r.Seed, Items: o.Items, Error: o.Error,
			})
		}
	}
	return c
}
