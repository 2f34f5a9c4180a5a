package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// TestDownstream recovers a law of mean error against loss, from rows that name tasks and from a column for each, and
// tries it on the largest models; one model lacks a task.
func TestDownstream(t *testing.T) {
	const e, k, gamma = 0.8, 2.0, 1.1
	long, wide := &strings.Builder{}, &strings.Builder{}
	long.WriteString(head)
	wide.WriteString("params,tokens,loss,sums,words\n")
	random := draws(7)
	for i, params := range steps(1e7, 1e10, 9) {
		for _, tokens := range []float64{1e10, 1e11, 1e12} {
			loss := trueLoss(params, tokens)
			mean := (e - k*math.Exp(-gamma*loss)) * math.Exp(0.002*random.NormFloat64())
			fmt.Fprintf(long, "%g,%g,%g,sums,%g\n%g,%g,%g,words,%g\n", params, tokens, loss, 1-1.1*mean, params, tokens, loss, 1-0.9*mean)
			words := fmt.Sprint(1 - 0.9*mean)
			if i == 0 && tokens == 1e10 {
				words = ""
			}
			fmt.Fprintf(wide, "%g,%g,%g,%g,%s\n", params, tokens, loss, 1-1.1*mean, words)
		}
	}
	for name, c := range map[string]struct {
		report *Report
		points int
	}{
		"long": {analyze(t, csvFile(t, "long.csv", long.String()), evaluations.Mapping{}), 27},
		"wide": {analyze(t, csvFile(t, "wide.csv", wide.String()), mapped(t, "scores: [sums, words]\n")), 26},
	} {
		f := c.report.law(t, "gadre-downstream", "mean error of 2 tasks")
		if f.Points != c.points || (c.points == 26) != strings.Contains(strings.Join(f.Warnings, "\n"), "1 of 27 models left out, which lack a score on some task") {
			t.Errorf("%s: %d points, %q", name, f.Points, f.Warnings)
		}
		for constant, truth := range map[string]float64{"e": e, "k": k, "gamma": gamma} {
			x := f.of(t, constant)
			holds(t, name+": "+constant, x.Value, x.Low, x.High, truth, 0.2)
		}
		if len(f.HeldOut) != 3 {
			t.Fatalf("%s: %d held out", name, len(f.HeldOut))
		}
		for _, h := range f.HeldOut {
			truth := e - k*math.Exp(-gamma*h.Loss)
			if h.Params != 1e10 || !(math.Abs(h.Error/truth-1) < 0.01) || !(math.Abs(h.Predicted/truth-1) < 0.01) || h.RelativeError != math.Abs(h.Predicted/h.Error-1) {
				t.Errorf("%s: %+v, truly %v", name, h, truth)
			}
		}
	}
}

// TestDownstreamWantsTasks holds that one task has no mean.
func TestDownstreamWantsTasks(t *testing.T) {
	var text strings.Builder
	text.WriteString(head)
	for _, params := range steps(1e7, 1e10, 9) {
		fmt.Fprintf(&text, "%g,%g,%g,sums,0.5\n", params, 20*params, trueLoss(params, 20*params))
	}
	for _, f := range analyze(t, csvFile(t, "one.csv", text.String()), evaluations.Mapping{}).Fits {
		if f.Form == "gadre-downstream" {
			t.Errorf("%+v", f)
		}
	}
}
