package show

import (
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// maxCircuits is the number of circuits of a kind that are drawn one by one.
const maxCircuits = 24

// Inks of the two kinds of circuits, in both panels about them: memorization makes training accuracy, generalization test accuracy.
const (
	memorizationInk   = trainInk
	generalizationInk = testInk
)

// training is one run over time: what an outsider sees above the circuits above the budget.
func (s *study) training() (*Figure, error) {
	if s.options.Of != "" || s.options.Along != "" {
		return nil, text.Refuse("--of and --along: curves of a run show accuracy, loss, circuits and budget, expected --kind %s or %s", linesKind, heatKind)
	}
	runs := s.rows.Values("run")
	run := runs[0]
	if s.options.Run != nil {
		run = float64(*s.options.Run)
	}
	all := frames.Read(s.dir, output.Curves).At("run", run)
	if all.Err() == nil && all.Len() == 0 {
		return nil, text.Refuse("%s: no curves of run %s, expected one of the runs %s to %s", s.dir, text.Number(run, -1), text.Number(runs[0], -1), text.Number(runs[len(runs)-1], -1))
	}
	f := all.Where("task", s.task)
	steps := f.Floats("step")
	x := Axis{Label: "training time (steps)", Log: logarithmic(later(steps))}
	accuracy := Panel{X: x, Y: Axis{Label: "accuracy (share)", Holds: []float64{0, 1}}, Lines: s.pair(f, steps, "accuracy")}
	loss := Panel{X: x, Y: Axis{Label: "loss (nats per token)"}, Lines: s.pair(f, steps, "loss")}
	strength := Panel{X: x, Y: Axis{Label: "strength (logit)"}, Lines: s.fortunes(f, steps, run)}
	used := Panel{X: x, Y: Axis{Label: "budget (share)", Holds: []float64{0}}, Lines: budget(all, steps)}
	if s.options.Measured != "" {
		m, err := readMeasured(s.options.Measured)
		if err != nil {
			return nil, err
		}
		if err := m.over(&accuracy, "step", "test_accuracy", "train_accuracy"); err != nil {
			return nil, err
		}
		if err := m.over(&loss, "step", "test_loss", "train_loss"); err != nil {
			return nil, err
		}
	}
	loss.Y.Log = logarithmic(centers(loss.Lines))
	if err := all.Err(); err != nil {
		return nil, err
	}
	return &Figure{Title: s.title() + ", " + s.settings(run), Panels: []Panel{accuracy, loss, strength, used}}, nil
}

// settings say which run it is.
func (s *study) settings(run float64) string {
	words := "run " + text.Number(run, -1)
	for k, r := range s.rows.Floats("run") {
		if r != run {
			continue
		}
		for _, a := range s.axes {
			words += ", " + a.named(a.at[k])
		}
		if s.manifest.Seeds > 1 {
			words += ", seed " + text.Number(s.rows.Floats("seed")[k], -1)
		}
		break
	}
	return words
}

// later leaves out the state before training, which has no place on a logarithmic axis.
func later(steps []float64) (after []float64) {
	for _, x := range steps {
		if x > 0 {
			after = append(after, x)
		}
	}
	return after
}

// pair is accuracy or loss, of training and of test items. Unseen facts are guessed, whatever was trained: they are left out.
func (s *study) pair(f *frames.Frame, steps []float64, quantity string) []Line {
	train := Line{Name: "train", X: steps, Y: f.Floats("train_" + quantity), Ink: trainInk}
	if !s.generalizes() {
		return []Line{train}
	}
	return []Line{{Name: "test", X: steps, Y: f.Floats("test_" + quantity), Ink: testInk}, train}
}

// fortunes are the mean logits that each kind gives and, where circuits were recorded over time, the strengths of single circuits.
func (s *study) fortunes(f *frames.Frame, steps []float64, run float64) (lines []Line) {
	if s.manifest.Circuits == scenarios.CircuitsAll {
		circuits := frames.Read(s.dir, output.Circuits).At("run", run).Where("task", s.task)
		for _, k := range []struct {
			kind sim.Kind
			ink  int
		}{{sim.MemorizationKind, memorizationInk}, {sim.GeneralizationKind, generalizationInk}} {
			of := circuits.Where("kind", string(k.kind))
			numbers := of.Values("index")
			every := max(1, (len(numbers)+maxCircuits-1)/maxCircuits)
			for i := 0; i < len(numbers); i += every {
				one := of.At("index", numbers[i])
				lines = append(lines, Line{X: one.Floats("step"), Y: one.Floats("strength"), Ink: k.ink, Thin: true})
			}
		}
	}
	return append(lines,
		Line{Name: "memorization", X: steps, Y: f.Floats("memorization"), Ink: memorizationInk},
		Line{Name: "generalization", X: steps, Y: f.Floats("generalization"), Ink: generalizationInk})
}

// fullBudget is the use of the budget from which on all of it is shown.
const fullBudget = 0.5

// budget is what the circuits of all tasks occupy, one kind upon the other, below what is free where that is shown.
func budget(all *frames.Frame, steps []float64) []Line {
	n := len(steps)
	none, full, load := make([]float64, n), make([]float64, n), make([]float64, n)
	memorization, most := make([]float64, n), 0.0
	for i, step := range steps {
		at := all.At("step", step)
		for _, x := range at.Floats("memorization_load") {
			memorization[i] += x
		}
		load[i] = memorization[i]
		for _, x := range at.Floats("generalization_load") {
			load[i] += x
		}
		full[i], most = max(1, load[i]), max(most, load[i])
	}
	lines := []Line{
		{Name: "memorization", X: steps, Y: memorization, Low: none, High: memorization, Ink: memorizationInk, Fill: occupied},
		{Name: "generalization", X: steps, Y: load, Low: memorization, High: load, Ink: generalizationInk, Fill: occupied},
	}
	if most >= fullBudget {
		lines = append(lines, Line{Name: "free", X: steps, Y: full, Low: load, High: full, Ink: freeInk, Fill: free})
	}
	return lines
}

// How the budget that no circuit occupies is drawn, and the shares of colour in all parts.
const (
	freeInk  = 4
	free     = 0.1
	occupied = 0.6
)
