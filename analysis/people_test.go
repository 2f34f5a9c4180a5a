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
	"github.com/circsim/circsim/internal/text"
)

// TestTextOfAnything holds that no number that there is none of gets into the tables for people.
func TestTextOfAnything(t *testing.T) {
	r := analyze(t, sweptFolder(t), evaluations.Mapping{})
	r.Add(lookAt(t, madePlane()))
	r.Add(&Report{Fits: []Fit{{Form: "hoffmann", Of: "loss", Warnings: []string{"no runs"}, Objective: math.NaN()}}})
	for line := range strings.Lines(r.Text(text.Screen{})) {
		if strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Errorf("line %q", line)
		}
	}
	if got := (&Report{}).Text(text.Screen{}); !strings.HasPrefix(got, "nothing found") {
		t.Errorf("%q", got)
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
		for _, e := range []Estimator{onsetScale, halfRise, width} {
			r.Thresholds = append(r.Thresholds, Threshold{Place: place, Estimator: e, Estimate: stat.Estimate{Value: 1.234e7, Low: 1.111e7, High: 2.222e7}})
		}
		for _, d := range definitions {
			r.Verdicts = append(r.Verdicts, Verdict{place, emergence.Verdict{Definition: d, Verdict: emergence.Undecided, Reason: "chance unknown"}})
		}
	}
	for _, c := range []struct {
		width int
		parts []string
	}{
		{0, []string{"curve                                    ", "performance", "\nunder exact_match\n", "\naddition test_items=100, answer", "performance     undecided  3       chance unknown\n"}},
		{200, []string{"\naddition test_items=100, answer_length=5, facts_items=100000 "}},
		{120, []string{"of addition answer_length=5, facts_items=100000\n", "curve           perf.  metric  loss  repr.  onset ", "\ntest_items=100 ", "\ntest_items=101 ", "\ntest_items=102 "}},
	} {
		got := r.Text(text.Screen{Width: c.width})
		for _, want := range c.parts {
			if !strings.Contains(got, want) {
				t.Errorf("%d columns: no %q in\n%s", c.width, want, got)
			}
		}
		if n := strings.Count(got, "1.23e7 [1.11e7, 2.22e7]"); n != 9 {
			t.Errorf("%d columns: %d intervals, want those of onset, half rise and width of three curves:\n%s", c.width, n, got)
		}
		for line := range strings.Lines(got) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); c.width > 0 && n > c.width {
				t.Errorf("%d columns: %d letters: %s", c.width, n, line)
			}
		}
	}
	want := "curve           perf.  metric  loss  repr.  onset     half rise  width\n" +
		"test_items=100  open   open    open  open   1.23e7    1.23e7     1.23e7\n" +
		"                                            [1.11e7,  [1.11e7,   [1.11e7,\n" +
		"                                            2.22e7]   2.22e7]    2.22e7]\n"
	if got := r.Text(text.Screen{Width: 80}); !strings.Contains(got, want) {
		t.Errorf("80 columns:\n%s\nwant\n%s", got, want)
	}
}

// TestTextOfForeignNames holds that a name in a file cannot command the terminal.
func TestTextOfForeignNames(t *testing.T) {
	place := Place{Study: "evals", Task: "\x1b[2Jsums", Metric: "acc\nuracy", Along: "step"}
	r := &Report{Thresholds: []Threshold{
		{Place: place, Estimator: onsetScale, Estimate: stat.Estimate{Value: 3, Low: 2, High: 4}},
		{Place: place, Estimator: halfRise, Estimate: stat.Undefined("no rise")},
	}}
	if got := r.Text(text.Screen{Width: 80, Colour: true}); strings.Contains(got, "\x1b") || !strings.Contains(got, `acc uracy of \x1b[2Jsums`) {
		t.Errorf("%q", got)
	}
}

// TestTextOfNothingFound holds that a curve without a threshold is told why.
func TestTextOfNothingFound(t *testing.T) {
	place := Place{Study: "evals", Task: "sums", Metric: "acc", Along: "step"}
	r := &Report{Thresholds: []Threshold{
		{Place: place, Estimator: onsetScale, Estimate: stat.Undefined("chance unknown")},
		{Place: place, Estimator: halfRise, Estimate: stat.Undefined("no rise")},
	}}
	want := "evals: no curve along step leaves chance or passes half way.\n\nevals along step: thresholds and verdicts of emergence\n1 curve has no onset, no half rise and no verdict of emergence\n" +
		"    sums acc: no onset, chance unknown; no half rise, no rise\n\ncircsim explain WORD says what any word of these tables means\n"
	if got := r.Text(text.Screen{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSentence holds that a report begins with a sentence that has the number, its interval, its unit and the verdicts, and ends
// with the signs that it uses and no others.
func TestSentence(t *testing.T) {
	place := Place{Study: "grokking", Task: "addition", Metric: "test_accuracy", Along: "tasks_addition_items"}
	brier := place
	brier.Metric = "brier"
	r := &Report{Thresholds: []Threshold{
		{Place: brier, Estimator: onsetScale, Unit: "items", Estimate: stat.Undefined("chance unknown")},
		{Place: brier, Estimator: halfRise, Unit: "items", Estimate: stat.Estimate{Value: 2624, Low: 2554, High: 2677}},
		{Place: place, Estimator: onsetScale, Unit: "items", Estimate: stat.Estimate{Value: 2300, Low: 2000, High: 2600}},
		{Place: place, Estimator: halfRise, Unit: "items", Estimate: stat.Estimate{Value: 2618, Low: 2582, High: 2693}},
		{Place: place, Estimator: width, Unit: "decades", Estimate: stat.Estimate{Value: 0.0213, Low: math.NaN(), High: 0.0861}},
	}, Verdicts: []Verdict{
		{place, emergence.Verdict{Definition: emergence.ByPerformance, Verdict: emergence.Emergent, Reason: "sudden"}},
		{brier, emergence.Verdict{Definition: emergence.ByPerformance, Verdict: emergence.Undecided, Reason: "chance unknown"}},
		{place.task(), emergence.Verdict{Definition: emergence.ByMetric, Verdict: emergence.NotEmergent, Reason: "brier improves"}},
	}}
	got := r.Text(text.Screen{Width: 200})
	want := "grokking: test accuracy of addition passes half way at 2618 items [2582, 2693]; the rise spans 0.0213 decades [.., 0.0861]; " +
		"emergent by performance, not emergent by metric."
	if sentence, _, _ := strings.Cut(got, "\n\n"); strings.Join(strings.Fields(sentence), " ") != want {
		t.Error(sentence)
	}
	_, legend, _ := strings.Cut(got, "\nsigns\n")
	for _, sign := range []string{"[a, b]: ", "..: ", "-: ", "yes: ", "open: "} {
		if !strings.Contains(legend, "    "+sign) {
			t.Errorf("no %q in\n%s", sign, legend)
		}
	}
	if strings.Contains(legend, "…: ") {
		t.Errorf("nothing is left out in\n%s", got)
	}
	if !strings.Contains(got, "under brier") || !strings.Contains(got, "under test_accuracy") {
		t.Errorf("metrics share a table:\n%s", got)
	}
}

// TestReasonsAreSaidOnce holds that curves with the same reason share it.
func TestReasonsAreSaidOnce(t *testing.T) {
	r := &Report{}
	for i := range 5 {
		place := Place{Study: "mirage", Task: "addition", Metric: "exact_match", Along: "model_params", Fixed: fmt.Sprintf("tasks_addition_items=%d", i)}
		r.Thresholds = append(r.Thresholds, Threshold{Place: place, Estimator: onsetScale, Estimate: stat.Estimate{Value: 3, Low: 2, High: 4}})
		r.Verdicts = append(r.Verdicts, Verdict{place, emergence.Verdict{Definition: emergence.ByPerformance, Verdict: emergence.Emergent, Reason: "nothing predicts it"}})
		r.Fits = append(r.Fits, Fit{Place: place, Form: "kaplan-n", Of: "loss", Warnings: []string{fmt.Sprintf("Nc: its interval, %d to 1e-09, spans a factor of 7", i)}})
	}
	got := r.Text(text.Screen{})
	for _, once := range []string{"nothing predicts it", "Nc: its interval, 0 to 1e-09, spans a factor of 7 (figures of the first)"} {
		if n := strings.Count(got, once); n != 1 {
			t.Errorf("%q %d times in\n%s", once, n, got)
		}
	}
}
