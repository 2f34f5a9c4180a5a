package analysis

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// ofPublished is what a user gets of a public table by the mapping that comes with circsim.
func ofPublished(t *testing.T, file, mapping string, o Options) *Report {
	t.Helper()
	path := "../../shared/data/" + file
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there", path)
	}
	m, err := evaluations.ReadMapping("../docs/mappings/" + mapping)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Analyze(t.Context(), path, m, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestChinchilla holds the law of the runs of Hoffmann et al. against its replication, arXiv:2404.10102, table 1, under the
// keys of the object.
func TestChinchilla(t *testing.T) {
	text, err := ofPublished(t, "chinchilla_svg_extracted_data.csv", "chinchilla.yaml", Options{}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var object struct{ Fits []map[string]any }
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	var fit map[string]any
	for _, f := range object.Fits {
		if f["form"] == "hoffmann" {
			fit = f
		}
	}
	if fit == nil {
		t.Fatal("no fit of the form of Hoffmann et al.")
	}
	if fit["points"] != 240.0 || fit["of"] != "loss" || fit["resamples"] != 1000.0 || !(fit["objective"].(float64) <= 0.001023) {
		t.Errorf("%v points of %v, %v resamples, objective %v, published .00101827", fit["points"], fit["of"], fit["resamples"], fit["objective"])
	}
	if n := len(fit["not_identified"].([]any)) + len(fit["warnings"].([]any)); n > 0 {
		t.Errorf("not identified: %v; warnings %v", fit["not_identified"], fit["warnings"])
	}
	for _, p := range []struct {
		key                      string
		published, low, high, to float64 // to: share of the published value
	}{
		{"E", 1.8172, 1.769, 1.871, 0.01},
		{"A", 482.01, 285.2, 743.6, 1},
		{"B", 2085.43, 1042.4, 5810.3, 1},
		{"alpha", 0.3478, 0.317, 0.373, 0.01},
		{"beta", 0.3658, 0.331, 0.415, 0.01},
		{"a", 0.5126, 0.5076, 0.5176, 0.01},
		{"b", 1 - 0.5126, 1 - 0.5176, 1 - 0.5076, 0.01},
	} {
		x, ok := fit[p.key].(float64)
		ends := fit["intervals"].(map[string]any)[p.key].([]any)
		t.Logf("%s: %.5g %.4g, published %.5g, %.5g to %.5g", p.key, x, ends, p.published, p.low, p.high)
		if !ok || x < p.low || x > p.high || math.Abs(x/p.published-1) > p.to {
			t.Errorf("%s is %v, published %g", p.key, fit[p.key], p.published)
		}
	}
}

// TestGadre holds that every one of 46 tasks gets its numbers or the reason why there are none, and the law of
// over-training predicts the largest models of each training set about as well as Gadre et al. (arXiv:2403.08540) do those
// of theirs, RedPajama: C4 losses of 1.4B at M = 640 and of 6.9B at M = 20 within .71% and .73%, from five small models.
func TestGadre(t *testing.T) {
	r := ofPublished(t, "gadre_104_models.csv", "gadre.yaml", Options{Resamples: 200})
	families := []string{"c4_original", "rpj", "rw_original"}
	type key struct {
		task, family string
		estimator    Estimator
	}
	tasks := map[string]bool{}
	found := map[key]Threshold{}
	for _, x := range r.Thresholds {
		tasks[x.Task] = true
		found[key{x.Task, x.Family, x.Estimator}] = x
	}
	if len(tasks) != 46 {
		t.Fatalf("%d tasks", len(tasks))
	}
	given := map[Estimator]int{}
	for task := range tasks {
		for _, family := range families {
			for _, e := range []Estimator{onsetScale, halfRise, width, breakpoint, breakthroughness, linearity} {
				x, ok := found[key{task, family, e}]
				if fall, is := found[key{task, family, halfFall}]; e == halfRise && is && !ok {
					x, ok = fall, is
				}
				if !ok || x.Value != x.Value && x.Reason == "" || x.Along != "flops" {
					t.Errorf("%s of %s on %s: %+v", e, family, task, x)
				}
				if x.Value == x.Value {
					given[e]++
				}
			}
		}
	}
	t.Logf("of 138 curves have a number: %v", given)
	if given[linearity] != 138 {
		t.Errorf("%d curves have a linearity", given[linearity])
	}
	for _, x := range r.pick(breakthroughness, "") {
		if x.Value != x.Value {
			t.Logf("breakthroughness of %s on %s: %s", x.Task, x.Family, x.Reason)
		}
	}
	for _, f := range r.Fits {
		if f.Form != "gadre" {
			continue
		}
		for _, h := range f.HeldOut {
			t.Logf("%s: N %.3g, D %.3g held out: loss %.4f, predicted %.4f, off by %.3f%%", f.Family, h.Params, h.Tokens, h.Loss, h.Predicted, 100*h.RelativeError)
		}
		if f.Family != "rpj" {
			continue
		}
		if len(f.HeldOut) != 2 {
			t.Fatalf("%d held out", len(f.HeldOut))
		}
		for i, published := range []float64{0.0071, 0.0073} {
			if !(f.HeldOut[i].RelativeError <= published) {
				t.Errorf("%+v, published %g", f.HeldOut[i], published)
			}
		}
	}
}

// TestPythia holds that LAMBADA, tried without examples, leaves chance between steps 512 and 1000 at every size of Pythia.
func TestPythia(t *testing.T) {
	r := ofPublished(t, "pythia_v1_evals_long.csv", "pythia.yaml", Options{Along: "step", Resamples: 200})
	models := 0
	for _, x := range r.pick(onsetScale, "acc") {
		if x.Task != "lambada_openai" || x.Fixed != "shot=zero-shot" {
			continue
		}
		models++
		t.Logf("%s: %.0f [%.0f, %.0f]", x.Model, x.Value, x.Low, x.High)
		if !(x.Value >= 512 && x.Value <= 1000) {
			t.Errorf("%s: onset at step %g", x.Model, x.Value)
		}
	}
	if models != 16 {
		t.Errorf("%d models", models)
	}
}
