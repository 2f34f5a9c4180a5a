package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
)

// scored is a share of right answers of a thousand.
func scored(random interface{ Float64() float64 }, p float64) float64 {
	right := 0
	for range 1000 {
		if random.Float64() < p {
			right++
		}
	}
	return float64(right) / 1000
}

// TestVerdicts tells an ability that comes of a sudden from one that is always there, and finds where the sudden one does.
func TestVerdicts(t *testing.T) {
	random := draws(6)
	var text strings.Builder
	text.WriteString("flops,sudden,steady,guessed\n")
	for _, flops := range steps(1e18, 1e24, 13) {
		x := math.Log10(flops / 1e18)
		fmt.Fprintf(&text, "%g,%g,%g,%g\n", flops, scored(random, 0.25+0.6*rise(x-4, 0.5)), scored(random, 0.4+0.08*x), scored(random, 0.25))
	}
	r := analyze(t, csvFile(t, "three.csv", text.String()), mapped(t,
		"scores: [sudden, steady, guessed]\nchance: {sudden: 0.25, steady: 0.25, guessed: 0.25}\nitems: {sudden: 1000, steady: 1000, guessed: 1000}"))
	want := map[string]string{"sudden": emergence.Emergent, "steady": emergence.NotEmergent, "guessed": emergence.NotEmergent}
	for _, v := range r.Verdicts {
		t.Logf("%s by %s: %s, %s", v.Task, v.Definition, v.Verdict.Verdict, v.Reason)
		if v.Definition != emergence.ByPerformance {
			t.Errorf("%s has a verdict by %s without further metrics, losses or insides", v.Task, v.Definition)
		} else if v.Verdict.Verdict != want[v.Task] {
			t.Errorf("%s is %s: %s", v.Task, v.Verdict.Verdict, v.Reason)
		}
		delete(want, v.Task)
	}
	if len(want) > 0 {
		t.Errorf("no verdicts on %v", want)
	}
	for _, e := range []Estimator{onsetScale, halfRise, breakpoint, width} {
		for _, x := range r.pick(e, "") {
			if x.Task == "guessed" && (x.Value == x.Value || x.Reason == "") {
				t.Errorf("a guesser has %+v", x)
			}
		}
	}
	for _, x := range r.pick(halfRise, "sudden") {
		holds(t, "half rise", x.Value, x.Low, x.High, 1e22, 0.15)
	}
	for _, x := range r.pick(onsetScale, "sudden") {
		t.Logf("onset %.3g [%.3g, %.3g]", x.Value, x.Low, x.High)
		if !(x.Value > 3e21 && x.Value < 1e22) || x.Unit != "floating-point operations" || x.Chance != 0.25 || x.Scales != 13 || !(x.P < 1e-6) || x.Test == "" {
			t.Errorf("%+v", x)
		}
	}
	for _, f := range r.Fits {
		emergent := 0.0
		if f.Metric == "sudden" {
			emergent = 1
		}
		if f.Form != emergentShare || f.Points != 1 || f.of(t, "emergent").Value != emergent {
			t.Errorf("%+v", f)
		}
	}
	if len(r.Fits) != 3 {
		t.Errorf("%d shares of three scores", len(r.Fits))
	}
}

// TestUnknownChance holds that without a level of chance neither onset nor verdict is given.
func TestUnknownChance(t *testing.T) {
	var text strings.Builder
	text.WriteString("flops,score\n")
	for _, flops := range steps(1e18, 1e24, 13) {
		fmt.Fprintf(&text, "%g,%g\n", flops, 0.9*rise(math.Log10(flops/1e22), 0.5))
	}
	r := analyze(t, csvFile(t, "one.csv", text.String()), evaluations.Mapping{})
	if x := r.pick(onsetScale, "score")[0]; x.Value == x.Value || x.Chance == x.Chance || !strings.Contains(x.Reason, "chance") {
		t.Errorf("%+v", x)
	}
	if x := r.pick(halfRise, "score")[0]; !(math.Abs(x.Value/1e22-1) < 0.05) {
		t.Errorf("half rise at %g", x.Value)
	}
	if v := r.Verdicts[0]; v.Verdict.Verdict != emergence.Undecided {
		t.Errorf("%+v", v)
	}
}

// TestLossExplains judges by loss the checkpoints of models of several sizes whose score is a function of their loss.
func TestLossExplains(t *testing.T) {
	random := draws(7)
	var text strings.Builder
	text.WriteString("model,params,tokens,step,loss,task,metric,value\n")
	for _, params := range steps(1e7, 1e10, 6) {
		for i, tokens := range steps(1e9, 1e12, 12) {
			loss := trueLoss(params, tokens)
			score := scored(random, 0.25+0.7*min(1, max(0, 2*(3.2-loss))))
			fmt.Fprintf(&text, "m%.3g,%g,%g,%d,%g,sums,acc,%g\n", params, params, tokens, 100*(i+1), loss, score)
		}
	}
	r := analyze(t, csvFile(t, "pre.csv", text.String()), mapped(t, "chance: {sums: 0.25}\nitems: {sums: 1000}"))
	found := false
	for _, v := range r.Verdicts {
		if v.Definition != emergence.ByLoss {
			continue
		}
		found = true
		t.Logf("%s: %s; %+v", v.Verdict.Verdict, v.Reason, v.Evidence)
		if v.Verdict.Verdict != emergence.Emergent || v.Task != "sums" || v.Along != "loss" || v.Metric != "acc" {
			t.Errorf("%+v", v)
		}
	}
	if !found {
		t.Fatal("not judged by loss")
	}
	along := map[string]int{}
	for _, x := range r.pick(onsetScale, "acc") {
		along[x.Along]++
		if x.Along == "step" && x.Model == "" || x.Along != "step" && x.Model != "" {
			t.Errorf("%+v", x.Place)
		}
	}
	if along["step"] != 6 || along["flops"] != 1 {
		t.Errorf("curves along %v", along)
	}
}

// TestVerdictsRestOnTheOnsetShown holds that a curve has one onset, in its row and in what its verdict rests on.
func TestVerdictsRestOnTheOnsetShown(t *testing.T) {
	r := lookAt(t, madePlane())
	onsets := map[Place]Threshold{}
	for _, x := range r.Thresholds {
		if x.Estimator == onsetScale {
			onsets[x.Place] = x
		}
	}
	compared := 0
	for _, v := range r.Verdicts {
		if v.Definition != emergence.ByPerformance {
			continue
		}
		for _, e := range v.Evidence {
			if e.Name != "onset" || e.Value != e.Value {
				continue
			}
			compared++
			if x := onsets[v.Place]; x.Value != e.Value || x.Low != e.Low || x.High != e.High {
				t.Errorf("%+v: onset %v [%v, %v], the verdict's %v [%v, %v]", v.Place, x.Value, x.Low, x.High, e.Value, e.Low, e.High)
			}
		}
	}
	if compared == 0 {
		t.Error("no verdict with an onset")
	}
}
