package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
)

// byLoss are the judgements of every task by pre-training loss: over all sizes and steps that the table has.
// The warning says what is left out.
func byLoss(t *evaluations.Table, resamples int) (verdicts []func() Verdict, warning string) {
	size := axisOf(t, "model.params")
	groups, names := map[string][]int32{}, []string(nil)
	for i := range t.Rows {
		r := &t.Rows[i]
		if !(r.Params > 0) || r.Loss-r.Loss != 0 {
			continue
		}
		name := r.Task + "\x00" + r.Family + "\x00" + fixedBut(t, r, size)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], int32(i))
	}
	slices.Sort(names)
	points := 0
	for _, name := range names {
		rows := groups[name]
		if !severalSizes(t, rows) {
			continue
		}
		first := &t.Rows[rows[0]]
		place := Place{Source: t.Path, Study: t.Study, Family: first.Family, Fixed: fixedBut(t, first, size), Along: "loss"}
		byTask, tasks := map[string][]emergence.Checkpoints{}, []string(nil)
		for _, m := range scoresOf(t) {
			c := checkpoints(t, rows, m)
			if len(c.Points) == 0 {
				continue
			}
			task := t.Task(first, m)
			if byTask[task] == nil {
				tasks = append(tasks, task)
			}
			byTask[task] = append(byTask[task], c)
		}
		for _, task := range tasks {
			if t.Simulated {
				slices.SortStableFunc(byTask[task], testedFirst)
			}
			place.Task, place.Metric = task, byTask[task][0].Metric
			at, scores := place, byTask[task]
			for _, c := range scores {
				points += len(c.Points)
			}
			verdicts = append(verdicts, func() Verdict {
				return Verdict{at, emergence.Loss(scores, bootstrapOf(&at, emergence.ByLoss, resamples))}
			})
		}
	}
	return affordableTasks(verdicts, points)
}

// lossPoints is how many checkpoints are judged by loss in two seconds by two cores, and more than any shipped sweep has.
const lossPoints = 320_000

// affordableTasks are those that are judged: all, or with more checkpoints than lossPoints some, spread evenly.
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

// severalSizes says whether models of at least three sizes are among the rows.
func severalSizes(t *evaluations.Table, rows []int32) bool {
	sizes := map[float64]bool{}
	for _, i := range rows {
		if sizes[t.Rows[i].Params] = true; len(sizes) >= 3 {
			return true
		}
	}
	return false
}

// testedFirst puts scores of a test set before expectations, which have no noise that chance could be told
// from: any excess of theirs, however small, is above it.
func testedFirst(a, b emergence.Checkpoints) int {
	return cmp.Compare(untested(a), untested(b))
}

func untested(c emergence.Checkpoints) int {
	if c.Points[0].Items > 0 {
		return 0
	}
	return 1
}

// checkpoints are the rows that have a score. Where the score of guessing changes among them there is no one chance level.
func checkpoints(t *evaluations.Table, rows []int32, metric int) emergence.Checkpoints {
	c := emergence.Checkpoints{Metric: t.Metrics[metric].Name, Chance: t.Chance(&t.Rows[rows[0]], metric), Lower: t.Metrics[metric].Lower}
	for _, i := range rows {
		r := &t.Rows[i]
		if o, ok := observe(t, r, metric); ok {
			if t.Chance(r, metric) != c.Chance {
				c.Chance = math.NaN()
			}
			c.Points = append(c.Points, emergence.Checkpoint{
				Size: r.Params, Tokens: r.Tokens, Loss: r.Loss, Score: o.Y, Seed: r.Seed, Items: o.Items, Error: o.Error,
			})
		}
	}
	return c
}
