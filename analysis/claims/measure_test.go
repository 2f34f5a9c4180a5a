package claims

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// swept is a study of 3 seeds with 1500 items, at which runs never generalize, and with 5108, at which they do. Weight decay rises in the end,
// and the training loss with it.
func swept(t *testing.T) *study {
	t.Helper()
	known, _, err := scenarios.Named("grokking")
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := scenarios.Parse("grokking.yaml", []byte(known.Text), []string{
		"sweep.seeds=3", "sweep.axes.0.values=[1500, 5108]", "training.steps=6000", "record.points=20", "training.phases=[{at: 4000, set: {training.weight_decay: 2}}]"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := sweep.Run(context.Background(), s, sweep.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	study, err := openStudy(t.Context(), dir, []string{"grokking"})
	if err != nil {
		t.Fatal(err)
	}
	return study
}

// Every form of a measure gives the same number as a computation from the table.
func TestMeasures(t *testing.T) {
	s := swept(t)
	many, few := s.runs("grokking").At("tasks_addition_items", 5108), s.runs("grokking").At("tasks_addition_items", 1500)
	byItems := func(f *frames.Frame) float64 {
		return stat.LogSlope(f.Floats("tasks_addition_items"), f.Floats("peak_test_loss"))
	}
	late := s.curves("grokking").At("tasks_addition_items", 1500).If("step", func(x float64) bool { return x >= 100 && x <= 6000 })
	ratios := many.Floats("step_test")
	for i, step := range many.Floats("step_train") {
		ratios[i] /= step
	}
	for text, want := range map[string]stat.Estimate{
		"median of step_test in runs of grokking where tasks_addition_items = 5108":                                                                    stat.MedianOf(many.Floats("step_test")),
		"median of step_test in runs of grokking where tasks_addition_items < 5108":                                                                    stat.Exact(math.Inf(1)),
		"median of step_test / step_train in runs of grokking where tasks_addition_items > 1500":                                                       stat.MedianOf(ratios),
		"mean of peak_test_loss in runs of grokking where tasks_addition_items <= 1500 and task = addition":                                            meanOf(few.Floats("peak_test_loss")),
		"highest of test_accuracy in runs of grokking":                                                                                                 stat.Exact(slices.Max(many.Floats("test_accuracy"))),
		"lowest of test_accuracy in runs of grokking":                                                                                                  stat.Exact(slices.Min(few.Floats("test_accuracy"))),
		"share with regime = grokking in runs of grokking where tasks_addition_items = 5108":                                                           {Value: 1, Low: math.Pow(0.025, 1./3), High: 1},
		"share with test_accuracy >= 0.5 in runs of grokking":                                                                                          stat.ShareOf(3, 6),
		"spread of ln peak_test_loss in runs of grokking where tasks_addition_items = 5108":                                                            deviationOf(logs(many.Floats("peak_test_loss"))),
		"slope of peak_test_loss against tasks_addition_items in runs of grokking":                                                                     meanOf(s.runs("grokking").BySeed(byItems)),
		"step at which mean test_accuracy reaches 0.5 in curves of grokking where tasks_addition_items = 5108":                                         ofMeanCurve(s.curves("grokking").At("tasks_addition_items", 5108), "step", "test_accuracy", reaches(0.5)),
		"mean test_accuracy at tasks_addition_items = 3304 in runs of grokking":                                                                        ofMeanCurve(s.runs("grokking"), "tasks_addition_items", "test_accuracy", func(_, y []float64) float64 { return (y[0] + y[1]) / 2 }),
		"depth of the valley of mean loss along step in curves of grokking where tasks_addition_items = 1500 and step >= 100 and step <= 6000":         ofMeanCurve(late, "step", "loss", depth),
		"step at the lowest point of the valley of mean loss in curves of grokking where tasks_addition_items = 1500 and step >= 100 and step <= 6000": ofMeanCurve(late, "step", "loss", lowest),
	} {
		of, err := parseMeasure(text, []string{"grokking"})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := of(s); !alike(got.Value, want.Value) || !alike(got.Low, want.Low) || !alike(got.High, want.High) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func alike(x, y float64) bool {
	return x == y || math.Abs(x-y) <= 1e-12*math.Abs(y)
}
