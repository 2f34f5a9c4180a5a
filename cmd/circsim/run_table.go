package main

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim"
)

// runTable writes the end of a run for people.
func runTable(r *sim.Result, screen text.Screen) string {
	ends := text.NewTable("task", "train acc", "test acc", "exact match", "train loss", "test loss", "regime")
	events := text.NewTable("task", "train acc >= 0.99", "test loss < 1", "test acc >= 0.97", "peak test loss")
	composites := text.NewTable("task", "answered directly", "step by step")
	for _, t := range r.Tasks {
		ends.Row(t.Name, rate(t.TrainAccuracy), rate(t.TestAccuracy), rate(t.ExactMatch),
			short(t.TrainLoss), short(t.TestLoss), string(t.Regime))
		events.Row(t.Name, event(t.StepTrain), event(t.StepTest), event(t.StepTestAccuracy), short(t.PeakTestLoss)+" at "+at(&t.StepPeakTestLoss))
		if t.ChainOfThought != nil {
			composites.Row(t.Name, rate(t.ExactMatch), rate(*t.ChainOfThought))
		}
	}
	p := text.NewPage(screen)
	p.Line("%s, seed %d, %d steps", r.Scenario.Name, r.Seed, r.Steps)
	for _, table := range []*text.Table{ends, events, composites} {
		if table.Len() > 0 {
			p.Gap()
			p.Table(table)
		}
	}
	n := r.Network
	p.Gap()
	p.Paragraph(fmt.Sprintf("network: load %s, norm %s, loss %s, %s FLOPs, %s items seen",
		short(n.Load), short(n.Norm), short(n.Loss), short(n.FLOPs), short(n.Tokens)))
	return p.String()
}

func at(step *float64) string {
	if step == nil {
		return "never"
	}
	return fmt.Sprintf("step %.0f", *step)
}

// event is the step of an event. A state that holds before training is no event.
func event(step *float64) string {
	if step != nil && *step == 0 {
		return "from the start"
	}
	return at(step)
}

func rate(x float64) string { return text.Fixed(x, 4) }

// short writes four digits. A task without items has no training loss: NaN.
func short(x float64) string {
	if math.IsNaN(x) {
		return text.Absent
	}
	return fmt.Sprintf("%.4g", x)
}
