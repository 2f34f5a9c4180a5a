package show

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// maxCircuits is the number of circuits of a kind that are drawn one by one.
const maxCircuits = 24

// Inks of the two kinds of circuits, in both panels about them.
const (
	memorizationInk   = 1
	generalizationInk = 0
)

// training is one run over time: what an outsider sees above the circuits above the budget.
func (s *study) training() (*Figure, error) {
	if s.options.Of != "" || s.options.Along != "" {
		return nil, text.Refuse("--of and --along: curves of a run show accuracy, loss, circuits and budget, expected --kind %s or %s", Lines, Heat)
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
	panels := []Panel{
		{X: x, Y: Axis{Label: "accuracy (share)"}, Lines: s.pair(f, steps, "train_accuracy", "test_accuracy")},
		{X: x, Y: Axis{Label: "loss (nats per token)"}, Lines: s.pair(f, steps, "train_loss", "test_loss")},
		{X: x, Y: Axis{Label: "strength (logit)"}, Lines: s.fortunes(f, steps, run)},
		{X: x, Y: Axis{Label: "budget (share)"}, Lines: budget(all, steps)},
	}
	for i, quantities := range [][]string{{"train_accuracy", "test_accuracy"}, {"train_loss", "test_loss"}} {
		if err := s.overlay(&panels[i], "step", quantities); err != nil {
			return nil, err
		}
	}
	panels[1].Y.Log = logarithmic(centers(panels[1].Lines))
	if err := all.Err(); err != nil {
		return nil, err
	}
	return &Figure{Title: s.title(fmt.Sprintf("run %s", text.Number(run, -1))), Panels: panels}, nil
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

// pair is a quantity of training and of test items.
func (s *study) pair(f *frames.Frame, steps []float64, train, test string) []Line {
	return []Line{{Name: "train", X: steps, Y: f.Floats(train), Ink: 1}, {Name: "test", X: steps, Y: f.Floats(test), Ink: 0}}
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

// budget is what the circuits of all tasks occupy, one kind upon the other, below all parameters.
func budget(all *frames.Frame, steps []float64) []Line {
	below := make([]float64, len(steps))
	load := make([]float64, len(steps))
	full := make([]float64, len(steps))
	memorization, generalization := make([]float64, len(steps)), make([]float64, len(steps))
	for i, step := range steps {
		at := all.At("step", step)
		for _, x := range at.Floats("memorization_load") {
			memorization[i] += x
		}
		for _, x := range at.Floats("generalization_load") {
			generalization[i] += x
		}
		load[i], full[i] = memorization[i]+generalization[i], 1
	}
	return []Line{
		{Name: "memorization", X: steps, Y: memorization, Low: below, High: memorization, Ink: memorizationInk, Fill: true},
		{Name: "generalization", X: steps, Y: load, Low: memorization, High: load, Ink: generalizationInk, Fill: true},
		{Name: "all", X: steps, Y: full, Ink: 4},
	}
}
