package main

import (
	"bytes"
	"fmt"
	"math"
	"text/tabwriter"

	"github.com/circsim/circsim/sim"
)

// runTable writes the end of a run for people.
func runTable(r *sim.Result) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "%s, seed %d, %d steps\n\n", r.Scenario.Name, r.Seed, r.Steps)
	aligned := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(aligned, "task\ttrain acc\ttest acc\texact match\ttrain loss\ttest loss\tregime")
	for _, t := range r.Tasks {
		fmt.Fprintf(aligned, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.Name, rate(t.TrainAccuracy), rate(t.TestAccuracy), rate(t.ExactMatch),
			short(t.TrainLoss), short(t.TestLoss), t.Regime)
	}
	aligned.Flush()
	fmt.Fprintln(&text)
	fmt.Fprintln(aligned, "task\ttrain acc >= 0.99\ttest loss < 1\ttest acc >= 0.97\tpeak test loss")
	for _, t := range r.Tasks {
		fmt.Fprintf(aligned, "%s\t%s\t%s\t%s\t%s at %s\n", t.Name, at(t.StepTrain), at(t.StepTest), at(t.StepTestAccuracy),
			short(t.PeakTestLoss), at(&t.StepPeakTestLoss))
	}
	aligned.Flush()
	chains(&text, r)
	n := r.Network
	fmt.Fprintf(&text, "\nnetwork: load %s, norm %s, loss %s, %s FLOPs, %s items seen\n",
		short(n.Load), short(n.Norm), short(n.Loss), short(n.FLOPs), short(n.Tokens))
	return text.Bytes()
}

// chains shows the two answers of composite tasks, where there are any.
func chains(text *bytes.Buffer, r *sim.Result) {
	aligned := tabwriter.NewWriter(text, 0, 0, 2, ' ', 0)
	head := "\ntask\tanswered directly\tstep by step\n"
	for _, t := range r.Tasks {
		if t.ChainOfThought != nil {
			fmt.Fprintf(aligned, "%s%s\t%s\t%s\n", head, t.Name, rate(t.ExactMatch), rate(*t.ChainOfThought))
			head = ""
		}
	}
	aligned.Flush()
}

func at(step *float64) string {
	if step == nil {
		return "never"
	}
	return fmt.Sprintf("step %.0f", *step)
}

func short(x float64) string { return number("%.4g", x) }
func rate(x float64) string  { return number("%.4f", x) }

// number is a dash where a task has no such measure, as one without items has
// no training loss.
func number(format string, x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return fmt.Sprintf(format, x)
}
