package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim/regimes"
)

// ByRegime is the Definition of verdicts that label whole training curves, see package regimes.
const ByRegime = "regime"

// training holds the rows of one run.
type training struct {
	seed int64
	rows []*evaluations.Row // by step
}

// labels names the regime of every run in a table of real models that has both accuracies along steps. A sweep's table has
// the regimes already; its runs see the steps between the recorded ones too.
func labels(t *evaluations.Table) []Verdict {
	train, test := metricOf(t, "train_accuracy"), metricOf(t, accuracy)
	if t.Simulated || train < 0 || test < 0 {
		return nil
	}
	keys := newKeys(byStep)
	at := map[[2]uint64]int{}
	var runs []training
	for i := range t.Rows {
		r := &t.Rows[i]
		if x, y := r.Scores[train], r.Scores[test]; r.Step != r.Step || x-x != 0 || y-y != 0 {
			continue
		}
		key := [2]uint64{keys.of(r), uint64(r.Seed)}
		k, known := at[key]
		if !known {
			k = len(runs)
			at[key], runs = k, append(runs, training{seed: r.Seed})
		}
		runs[k].rows = append(runs[k].rows, r)
	}
	var verdicts []Verdict
	for _, run := range runs {
		if len(run.rows) >= fewest {
			slices.SortStableFunc(run.rows, func(a, b *evaluations.Row) int { return cmp.Compare(a.Step, b.Step) })
			verdicts = append(verdicts, run.label(t, train, test))
		}
	}
	return verdicts
}

func (run *training) label(t *evaluations.Table, train, test int) Verdict {
	first := run.rows[0]
	v := Verdict{
		Place{Source: t.Path, Study: t.Study, Family: first.Family, Model: first.Model, Task: first.Task, Fixed: fixedBut(t, first), Along: "step"},
		emergence.Verdict{Definition: ByRegime, Verdict: emergence.Undecided},
	}
	if run.seed != evaluations.NoSeed {
		v.Fixed = strings.TrimPrefix(v.Fixed+fmt.Sprintf(", seed=%d", run.seed), ", ")
	}
	c := regimes.Curve{Chance: t.Chance(first, test)}
	for i, r := range run.rows {
		if i > 0 && r.Step == run.rows[i-1].Step {
			v.Reason = fmt.Sprintf("step %s stands twice, expected a column of seeds that tells runs apart", number(r.Step))
			return v
		}
		c.Step, c.Train, c.Test = append(c.Step, r.Step), append(c.Train, r.Scores[train]), append(c.Test, r.Scores[test])
	}
	if !t.Metrics[train].Share || !t.Metrics[test].Share {
		v.Reason = "the accuracies are no shares between 0 and 1"
		return v
	}
	moments := c.Landmarks()
	v.moment("step of train accuracy 0.9", moments.Train90)
	v.moment("step of test accuracy 0.9", moments.Test90)
	v.figure("test accuracy at the end", moments.FinalTest, "")
	phase := "no phase"
	if liu := c.Liu(); liu != "" {
		phase = string(liu)
	}
	v.figure(phase+" by Table 1 of Liu et al.", 1, "1 yes, 0 no")
	v.Reason = fmt.Sprintf("by Table 1 of Liu et al. %s", phase)
	if c.Chance != c.Chance {
		v.Reason = "the chance level is not known; " + v.Reason
		return v
	}
	v.moment("step at which train accuracy leaves chance", moments.TrainLeavesChance)
	v.moment("step at which test accuracy leaves chance", moments.TestLeavesChance)
	v.figure("chance", c.Chance, "")
	v.Verdict.Verdict = string(c.Regime())
	return v
}

func (v *Verdict) figure(name string, value float64, unit string) {
	v.Evidence = append(v.Evidence, emergence.Evidence{Name: name, Estimate: stat.Descriptive(value), Unit: unit})
}

// moment adds a step that a curve may never reach.
func (v *Verdict) moment(name string, step *float64) {
	value := math.NaN()
	if step != nil {
		value = *step
	}
	v.figure(name, value, "steps")
}

// writeLabels writes a row for every run that has a label.
func (r *Report) writeLabels(p *text.Page) {
	t := text.NewTable("study", "run", "regime", "train 0.9 at", "test 0.9 at", "reason")
	for _, v := range r.Verdicts {
		if v.Definition == ByRegime {
			t.Row(v.Study, v.curve(), v.Verdict.Verdict, v.told("step of train accuracy 0.9"), v.told("step of test accuracy 0.9"), v.Reason)
		}
	}
	if t.Len() == 0 {
		return
	}
	p.Line("regimes of training, by curves alone")
	writeTable(p, t)
}

// told is a number of the evidence for people.
func (v *Verdict) told(name string) string {
	for _, e := range v.Evidence {
		if e.Name == name {
			return estimate(e.Value, e.Low, e.High)
		}
	}
	return ""
}
