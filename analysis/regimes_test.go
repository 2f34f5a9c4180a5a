package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// learning is an accuracy that rises from chance around a step, as tables have it.
func learning(step, middle float64) float64 {
	return 0.01 + 0.99/(1+math.Exp(-12*math.Log10(step/middle)))
}

// TestLabels names the regimes of others' curves, in wide and in long form, run by run.
func TestLabels(t *testing.T) {
	wide, long := &strings.Builder{}, &strings.Builder{}
	wide.WriteString("model,step,seed,train_accuracy,test_accuracy,chance\n")
	long.WriteString("model,step,seed,metric,value,chance\n")
	for _, m := range []struct {
		name        string
		train, test float64
	}{{"late", 100, 20_000}, {"soon", 100, 200}, {"never", 100, 1e9}} {
		for seed := range 2 {
			for _, step := range steps(10, 1e5, 81) {
				train, test := learning(step, m.train), learning(step, m.test)
				fmt.Fprintf(wide, "%s,%g,%d,%g,%g,0.01\n", m.name, step, seed, train, test)
				fmt.Fprintf(long, "%s,%g,%d,train_accuracy,%g,0.01\n%s,%g,%d,test_accuracy,%g,0.01\n", m.name, step, seed, train, m.name, step, seed, test)
			}
		}
	}
	want := map[string]string{"late": "grokking", "soon": "comprehension", "never": "memorization"}
	for name, r := range map[string]*Report{
		"wide": analyze(t, csvFile(t, "wide.csv", wide.String()), mapped(t, "scores: [train_accuracy, test_accuracy]\n")),
		"long": analyze(t, csvFile(t, "long.csv", long.String()), evaluations.Mapping{}),
	} {
		labelled := 0
		for _, v := range r.Verdicts {
			if v.Definition != ByRegime {
				continue
			}
			labelled++
			if v.Verdict.Verdict != want[v.Model] || v.Reason != "by Table 1 of Liu et al. "+want[v.Model] {
				t.Errorf("%s: %s %s is %s: %s", name, v.Model, v.Fixed, v.Verdict.Verdict, v.Reason)
			}
			if at := figure(t, v, "step of train accuracy 0.9").Value; !(math.Abs(learning(at, 100)-0.9) < 0.01) {
				t.Errorf("%s: train accuracy is %v at step %v", name, learning(at, 100), at)
			}
		}
		if labelled != 6 {
			t.Errorf("%s: %d of 6 runs labelled", name, labelled)
		}
		if got := r.Text(text.Screen{}); !strings.Contains(got, "regimes of training, by curves alone") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestLabelsWantChance holds that without a chance level Liu's phase, which needs none, is told, and no regime.
func TestLabelsWantChance(t *testing.T) {
	var text strings.Builder
	text.WriteString("step,train_accuracy,test_accuracy\n")
	for _, step := range steps(10, 1e5, 41) {
		fmt.Fprintf(&text, "%g,%g,%g\n", step, learning(step, 100), learning(step, 20_000))
	}
	for _, v := range analyze(t, csvFile(t, "bare.csv", text.String()), mapped(t, "scores: [train_accuracy, test_accuracy]\n")).Verdicts {
		if v.Definition == ByRegime && (v.Verdict.Verdict != emergence.Undecided || v.Reason != "the chance level is not known; by Table 1 of Liu et al. grokking") {
			t.Errorf("%s: %s", v.Verdict.Verdict, v.Reason)
		}
	}
}
