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
		{0, []string{"curve                                    ", "performance", "\naddition exact_match", "performance     undecided  3       chance unknown\n"}},
		{200, []string{"exact_match test_items=100, answer_length=5, facts_items=100000 "}},
		{120, []string{"of addition exact_match answer_length=5, facts_items=100000\n", "curve           perf.  metric  loss  repr.  onset ", "\ntest_items=100 ", "\ntest_items=101 ", "\ntest_items=102 "}},
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
	if got := r.Text(text.Screen{Width: 80, Colour: true}); strings.Contains(got, "\x1b") || !strings.Contains(got, `\x1b[2Jsums acc uracy`) {
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
	want := "evals along step, [95% intervals]; is it emergent by …?\n1 curve has no onset, no half rise and no verdict of emergence\n" +
		"    sums acc: no onset, chance unknown; no half rise, no rise\n\n"
	if got := r.Text(text.Screen{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
