package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// TestTextOfAnything holds that no number that there is none of gets into the tables for people.
func TestTextOfAnything(t *testing.T) {
	r := analyze(t, sweptFolder(t), evaluations.Mapping{})
	r.Add(lookAt(t, madePlane()))
	r.Add(&Report{Fits: []Fit{{Form: "hoffmann", Of: "loss", Warnings: []string{"no runs"}, Objective: math.NaN()}}})
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Errorf("line %q", line)
		}
	}
	text.Reset()
	if err := (&Report{}).WriteText(&text); err != nil || !strings.HasPrefix(text.String(), "nothing found") {
		t.Errorf("%q, error %v", text.String(), err)
	}
}

// TestTextOfLongNames holds that curves stay apart, and their widths in sight, where their names are long.
func TestTextOfLongNames(t *testing.T) {
	r := &Report{}
	for i := range 3 {
		place := Place{
			Study: "mirage", Task: "addition", Metric: "exact_match", Along: "model_params",
			Fixed: fmt.Sprintf("tasks_addition_test_items=%d, tasks_addition_answer_length=5, tasks_facts_items=100000", 100+i),
		}
		for _, e := range []Estimator{OnsetScale, HalfRise, Width} {
			r.Thresholds = append(r.Thresholds, Threshold{Place: place, Estimator: e, Estimate: stat.Estimate{Value: 1.234e7, Low: 1.111e7, High: 2.222e7}})
		}
		for _, d := range definitions {
			r.Verdicts = append(r.Verdicts, Verdict{place, emergence.Verdict{Definition: d, Verdict: emergence.Undecided, Reason: "chance unknown"}})
		}
	}
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"of addition exact_match answer_length=5, facts_items=100000\n", "curve           perf.  metric  loss  repr.  onset ", "\ntest_items=100 ", "\ntest_items=101 ", "\ntest_items=102 ",
		"performance     undecided     3       chance unknown\n",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if n := strings.Count(text.String(), "1.23e7 [1.11e7, 2.22e7]"); n != 9 {
		t.Errorf("%d intervals, want those of onset, half rise and width of three curves:\n%s", n, text.String())
	}
	for line := range strings.Lines(text.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > maxWidth {
			t.Errorf("%d letters: %s", n, line)
		}
	}
}

// TestTextOfNothingFound holds that a curve without a threshold is told why.
func TestTextOfNothingFound(t *testing.T) {
	place := Place{Study: "evals", Task: "sums", Metric: "acc", Along: "step"}
	r := &Report{Thresholds: []Threshold{
		{Place: place, Estimator: OnsetScale, Estimate: stat.Undefined("chance unknown")},
		{Place: place, Estimator: HalfRise, Estimate: stat.Undefined("no rise")},
	}}
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	want := "evals along step, [95% intervals]; is it emergent by …?\n1 curve has no onset, no half rise and no verdict of emergence\n" +
		"    sums acc: no onset, chance unknown; no half rise, no rise\n\n"
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
}
