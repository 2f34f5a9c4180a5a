package analysis

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// draws are reproducible numbers for made-up tables.
func draws(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// grid makes a simulated table over axes, every point with some seeds, whose scores a function gives.
func grid(axes []evaluations.Axis, values [][]float64, seeds int, scores func(at []float64, seed int64) map[string]float64) *evaluations.Table {
	t := &evaluations.Table{Path: "made", Study: "made", Simulated: true, Axes: axes}
	subject := &evaluations.Subject{Family: "made", Task: "addition"}
	var test *evaluations.Test
	at := make([]float64, len(axes))
	var walk func(int)
	walk = func(axis int) {
		if axis < len(axes) {
			for _, at[axis] = range values[axis] {
				walk(axis + 1)
			}
			return
		}
		for seed := range int64(seeds) {
			found := scores(at, seed)
			if test == nil {
				test = &evaluations.Test{}
				for _, name := range []string{"test_accuracy", "train_accuracy", "test_loss", "memorized_bits", "load"} {
					if _, ok := found[name]; ok {
						t.Metrics = append(t.Metrics, evaluations.Metric{Name: name, Lower: name == "test_loss"})
						test.Chance, test.Items = append(test.Chance, 0.01), append(test.Items, 0)
					}
				}
			}
			r := evaluations.Row{
				Subject: subject, Test: test, Axis: append([]float64(nil), at...), Run: int64(len(t.Rows)), Seed: seed,
				Params: math.NaN(), Tokens: math.NaN(), FLOPs: math.NaN(), Step: math.NaN(), Loss: math.NaN(),
			}
			if size := axisOf(t, "model.params"); size >= 0 {
				r.Params = at[size]
			}
			for _, m := range t.Metrics {
				r.Scores = append(r.Scores, found[m.Name])
			}
			t.Rows = append(t.Rows, r)
		}
	}
	walk(0)
	return t
}

// axis is a swept key, named as its column is.
func axis(path string) evaluations.Axis {
	return evaluations.Axis{Name: strings.ReplaceAll(path, ".", "_"), Path: path}
}

// steps are n values from low to high in equal factors.
func steps(low, high float64, n int) []float64 {
	var x []float64
	for i := range n {
		x = append(x, low*math.Pow(high/low, float64(i)/float64(n-1)))
	}
	return x
}

// rise is a logistic step from 0 to 1 at 0 with that width in decades from a tenth to nine tenths.
func rise(decades, width float64) float64 {
	return 1 / (1 + math.Exp(-decades*2*math.Log(9)/width))
}

func lookAt(t *testing.T, table *evaluations.Table) *Report {
	t.Helper()
	r, _, err := look(context.Background(), table, Options{Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// csvFile writes a table of evaluations and gives its path.
func csvFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func mapped(t *testing.T, text string) evaluations.Mapping {
	t.Helper()
	m, err := evaluations.ParseMapping("map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func analyze(t *testing.T, path string, m evaluations.Mapping) *Report {
	t.Helper()
	r, err := Analyze(context.Background(), path, m, Options{Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pick is the thresholds of an estimator.
func (r *Report) pick(e Estimator, metric string) []Threshold {
	var found []Threshold
	for _, t := range r.Thresholds {
		if t.Estimator == e && (t.Metric == metric || metric == "") {
			found = append(found, t)
		}
	}
	return found
}

// law is the fit of a form.
func (r *Report) law(t *testing.T, form, of string) *Fit {
	t.Helper()
	for i := range r.Fits {
		if f := &r.Fits[i]; f.Form == form && strings.HasPrefix(f.Of, of) {
			return f
		}
	}
	t.Fatalf("no %s of %s", form, of)
	return nil
}

// of is a constant of a fit.
func (f *Fit) of(t *testing.T, name string) Constant {
	t.Helper()
	for _, c := range f.Constants {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("%s has no %s", f.Form, name)
	return Constant{}
}

// holds checks that an interval has the truth, and that the value is near it.
func holds(t *testing.T, what string, value, low, high, truth, within float64) {
	t.Helper()
	t.Logf("%s: %.4g [%.4g, %.4g], true %.4g", what, value, low, high, truth)
	if !(math.Abs(value-truth) <= within*math.Abs(truth)) {
		t.Errorf("%s is %g, not %g", what, value, truth)
	}
	if !(low <= value && value <= high) {
		t.Errorf("%s: %g is not in [%g, %g]", what, value, low, high)
	}
}

// plainly is a number as places have it.
func plainly(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
