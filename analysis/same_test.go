package analysis

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

const small = `name: small
model: {params: 1000}
training: {steps: 200}
tasks:
  first:
    classes: 10
    universe: 2000
    items: 500
    answer_length: 2
    test_items: 50
    memorization: {gain: 1, initial: 0.1}
    generalization: {gain: 0.5, initial: 0.01, footprint: 100}
sweep:
  axes:
    - {path: model.params, values: [500, 1000, 2000, 4000, 8000]}
    - {path: tasks.first.items, values: [50, 100, 200, 400, 800]}
  seeds: 3
record: {points: 8, circuits: none}
`

// sweptFolder makes a sweep and gives its folder.
func sweptFolder(t testing.TB) string {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte(small), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := sweep.Run(context.Background(), s, sweep.Options{Dir: dir, Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, s.Name)
}

// written is a report as one object and as a file of Parquet.
func written(t *testing.T, r *Report) (object, file []byte) {
	t.Helper()
	object, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "thresholds.parquet")
	if err := WriteParquet(path, r.Thresholds); err != nil {
		t.Fatal(err)
	}
	file, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return object, file
}

// TestSameBytes holds that a sweep's findings are the same bytes whatever the cores.
func TestSameBytes(t *testing.T) {
	dir := sweptFolder(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var object, file []byte
	for _, cores := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(cores)
		o, f := written(t, analyze(t, dir, evaluations.Mapping{}))
		if object != nil && (!bytes.Equal(object, o) || !bytes.Equal(file, f)) {
			t.Errorf("%d cores give other bytes", cores)
		}
		object, file = o, f
	}
	for _, what := range []string{`"definition":"performance"`, `"definition":"metric"`, `"definition":"loss"`, `"definition":"representation"`, `"critical_data_size"`} {
		if !bytes.Contains(object, []byte(what)) {
			t.Errorf("no %s in the findings of a sweep", what)
		}
	}
}

// TestLinesInAnyOrder holds that what is found in a file does not depend on the order of its lines, long or wide.
func TestLinesInAnyOrder(t *testing.T) {
	random := draws(8)
	var long, wide []string
	for _, params := range steps(1e8, 1e10, 5) {
		for i, tokens := range steps(1e9, 1e12, 6) {
			loss := trueLoss(params, tokens) + 0.01*random.NormFloat64()
			acc, brier := random.Float64(), random.Float64()
			start := fmt.Sprintf("m%.3g,%g,%g,%d,%g", params, params, tokens, 100*(i+1), loss)
			long = append(long, fmt.Sprintf("%s,acc,%g", start, acc), fmt.Sprintf("%s,brier,%g", start, brier))
			wide = append(wide, fmt.Sprintf("%g,%g,%g,%g,%g", params, math.Round(tokens), loss, acc, brier))
		}
	}
	// Replicates, which nothing but their scores tells apart.
	wide = append(wide, "1e8,1e9,3.5,0.25,0.5", "1e8,1e9,3.5,0.5,0.25", "1e8,1e9,3.4,0.125,0.5")
	for name, c := range map[string]struct {
		head, mapping string
		lines         []string
	}{
		"long": {"model,params,tokens,step,loss,metric,value", "chance: {acc: 0.1}\nlower_is_better: [brier]", long},
		"wide": {"params,tokens,loss,acc,brier", "scores: [acc, brier]\ntask: sums\nchance: {acc: 0.1}", wide},
	} {
		path := filepath.Join(t.TempDir(), name+".csv")
		var object, file []byte
		for range 3 {
			if err := os.WriteFile(path, []byte(c.head+"\n"+strings.Join(c.lines, "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			r := analyze(t, path, mapped(t, c.mapping))
			r.Warnings = nil // they name lines
			o, f := written(t, r)
			if object != nil && !bytes.Equal(object, o) {
				t.Errorf("%s: another order of lines gives another object", name)
			}
			if file != nil && !bytes.Equal(file, f) {
				t.Errorf("%s: another order of lines gives another file", name)
			}
			object, file = o, f
			random.Shuffle(len(c.lines), func(i, j int) { c.lines[i], c.lines[j] = c.lines[j], c.lines[i] })
		}
	}
}

// TestInterrupted holds that a context ends the work.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Analyze(ctx, sweptFolder(t), evaluations.Mapping{}, Options{}); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}
