package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// trueLoss is a law of the form of Hoffmann et al.
func trueLoss(params, tokens float64) float64 {
	return 1.7 + 400/math.Pow(params, 0.34) + 1200/math.Pow(tokens, 0.3)
}

// madeModels is a table of models that follow it, with two tasks each, as lines.
func madeModels(noise float64) []string {
	random := draws(5)
	var lines []string
	for _, params := range steps(1e7, 1e10, 7) {
		for _, tokens := range steps(1e9, 1e12, 7) {
			loss := trueLoss(params, tokens) * math.Exp(noise*random.NormFloat64())
			for _, task := range []string{"sums", "words"} {
				lines = append(lines, fmt.Sprintf("%g,%g,%g,%s,%g", params, tokens, loss, task, random.Float64()))
			}
		}
	}
	return lines
}

const head = "params,tokens,loss,task,score\n"

// TestLaw recovers a law from models that follow it, under the keys that it is known by, and tries it on those held out.
func TestLaw(t *testing.T) {
	r := analyze(t, csvFile(t, "made.csv", head+strings.Join(madeModels(0.002), "\n")+"\n"), evaluations.Mapping{})
	f := r.law(t, "hoffmann", "loss")
	if f.Points != 49 {
		t.Errorf("%d points of 49 models with two tasks each", f.Points)
	}
	for name, truth := range map[string]float64{"E": 1.7, "A": 400, "B": 1200, "alpha": 0.34, "beta": 0.3, "a": 0.3 / 0.64, "b": 0.34 / 0.64} {
		c := f.of(t, name)
		holds(t, name, c.Value, c.Low, c.High, truth, 0.2)
	}
	// The largest size at seven amounts of data; the most compute is one of them.
	if len(f.HeldOut) != 7 {
		t.Fatalf("%d held out", len(f.HeldOut))
	}
	for _, h := range f.HeldOut {
		if h.Params != 1e10 || h.RelativeError != math.Abs(h.Predicted/h.Loss-1) || !(h.RelativeError < 0.02) || math.Abs(h.FLOPs/(6*h.Params*h.Tokens)-1) > 1e-12 {
			t.Errorf("%+v", h)
		}
	}
	// dL/dN = 0 at C = 6 N D: N = G (C/6)^a, G = (alpha A / (beta B))^(1/(alpha+beta)).
	const flops = 6 * 1e10 * 1e12
	best := math.Pow(0.34*400/(0.3*1200), 1/0.64) * math.Pow(flops/6, 0.3/0.64)
	if o := f.Optimum; o == nil || math.Abs(o.FLOPs/flops-1) > 1e-12 || math.Abs(o.Params.Value*o.Tokens.Value*6/flops-1) > 1e-9 {
		t.Errorf("optimum %+v", o)
	} else {
		holds(t, "optimal parameters", o.Params.Value, o.Params.Low, o.Params.High, best, 0.2)
	}
	if o := r.law(t, "kaplan-nd", "loss").Optimum; o != nil {
		t.Errorf("kaplan-nd has the optimum %+v", o)
	}
	text, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var object struct{ Fits []map[string]any }
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	for _, fit := range object.Fits {
		if fit["form"] != "hoffmann" {
			continue
		}
		for _, name := range []string{"E", "A", "B", "alpha", "beta", "a", "b"} {
			if fit[name] != f.of(t, name).Value {
				t.Errorf("%s is %v in the object", name, fit[name])
			}
			if ends, _ := fit["intervals"].(map[string]any)[name].([]any); len(ends) != 2 {
				t.Errorf("interval of %s is %v", name, ends)
			}
		}
		if held := fit["held_out"].([]any); len(held) != 7 || held[0].(map[string]any)["relative_error"] != f.HeldOut[0].RelativeError {
			t.Errorf("held out: %v", held)
		}
		if o := fit["optimum"].(map[string]any); o["params"] != f.Optimum.Params.Value || o["flops"] != f.Optimum.FLOPs {
			t.Errorf("optimum: %v", o)
		}
	}
}

// TestHeldOutIsNotSeen holds that a prediction owes nothing to the loss of the model that it is of.
func TestHeldOutIsNotSeen(t *testing.T) {
	lines := madeModels(0)
	spoilt := append([]string(nil), lines...)
	for i, line := range spoilt {
		if strings.HasPrefix(line, "1e+10,") {
			cells := strings.Split(line, ",")
			cells[2] = "9.5"
			spoilt[i] = strings.Join(cells, ",")
		}
	}
	var predicted [2][]HeldOut
	for i, l := range [][]string{lines, spoilt} {
		r := analyze(t, csvFile(t, "made.csv", head+strings.Join(l, "\n")+"\n"), evaluations.Mapping{})
		predicted[i] = r.law(t, "hoffmann", "loss").HeldOut
	}
	for i, h := range predicted[1] {
		if g := predicted[0][i]; h.Predicted != g.Predicted || h.Loss != 9.5 || !(math.Abs(h.Predicted/trueLoss(h.Params, h.Tokens)-1) < 1e-4) {
			t.Errorf("%+v and %+v", g, h)
		}
	}
}

// TestModelsCountOnce holds that a model is one point of a law however many tasks it was tried on, and that models
// without a scale are left out of the laws that need it and counted.
func TestModelsCountOnce(t *testing.T) {
	var text strings.Builder
	text.WriteString(head)
	for i, params := range steps(1e7, 1e10, 8) {
		for _, task := range []string{"sums", "words", "rhymes"} {
			fmt.Fprintf(&text, "%g,,%g,%s,%g\n", params, 1.5+400/math.Pow(params, 0.34), task, float64(i)/10)
		}
	}
	r := analyze(t, csvFile(t, "sizes.csv", text.String()), evaluations.Mapping{})
	if f := r.law(t, "kaplan-n", "loss"); f.Points != 8 {
		t.Errorf("%d points of 8 models", f.Points)
	}

	lines := append(madeModels(0.002), "5e8,,2.5,sums,0.5", ",1e10,2.5,sums,0.5")
	r = analyze(t, csvFile(t, "gaps.csv", head+strings.Join(lines, "\n")+"\n"), evaluations.Mapping{})
	f := r.law(t, "hoffmann", "loss")
	if f.Points != 49 || !strings.Contains(strings.Join(f.Warnings, "\n"), "2 of 51 models left out, whose params or tokens are unknown") {
		t.Errorf("%d points, %q", f.Points, f.Warnings)
	}
}

// TestOneRatio holds that where tokens are one multiple of parameters no law of both is fitted.
func TestOneRatio(t *testing.T) {
	var text strings.Builder
	text.WriteString(head)
	for _, params := range steps(1e7, 1e10, 12) {
		fmt.Fprintf(&text, "%g,%g,%g,sums,0.5\n", params, 20*params, trueLoss(params, 20*params))
	}
	var forms []string
	for _, f := range analyze(t, csvFile(t, "ratio.csv", text.String()), evaluations.Mapping{}).Fits {
		if f.Of == "loss" {
			forms = append(forms, f.Form)
		}
	}
	if got := strings.Join(forms, " "); got != "kaplan-n broken-power-law kaplan-c" {
		t.Errorf("laws %s", got)
	}
}
