package claims

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// It is an error if tables are missing or damaged, if a row asks for what they do not have, and if it is interrupted.
func TestComputeGivesErrors(t *testing.T) {
	dir := t.TempDir()
	s, _, err := scenarios.Parse("small.yaml", []byte("name: small\nmodel: {params: 1000}\ntraining: {steps: 100}\n"+
		"tasks: {first: {classes: 10, items: 50, memorization: {gain: 1, initial: 0.1}}}\nsweep: {seeds: 2}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	done, err := sweep.Run(t.Context(), s, sweep.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	computed := func(ctx context.Context, dir string, of func(*study) stat.Estimate) error {
		r := &Row{
			Name: "row", Scenarios: []string{"small"}, claims: []Claim{{Name: "claim", simulate: of}},
			picture: func(*study) Picture { return Picture{} },
		}
		_, err := r.compute(ctx, dir)
		return err
	}
	steps := func(scenario, column string) func(*study) stat.Estimate {
		return func(s *study) stat.Estimate { return meanOf(s.runs(scenario).Floats(column)) }
	}
	if err := computed(t.Context(), dir, steps("small", "step_train")); err != nil {
		t.Error(err)
	}
	if err := computed(t.Context(), dir, steps("small", "steps_train")); err == nil || !strings.Contains(err.Error(), "has no column steps_train") {
		t.Errorf("a column that there is not: %v", err)
	}
	if err := computed(t.Context(), dir, steps("other", "step_train")); err == nil || !strings.Contains(err.Error(), "other is no scenario of the row") {
		t.Errorf("another scenario: %v", err)
	}
	if err := computed(t.Context(), t.TempDir(), steps("small", "step_train")); err == nil {
		t.Error("no error without tables")
	}
	ctx, cancel := context.WithCancel(t.Context())
	interrupted := func(s *study) stat.Estimate {
		cancel()
		return stat.Exact(float64(len(s.report("small", "").Verdicts)))
	}
	if err := computed(ctx, dir, interrupted); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if err := os.Truncate(output.PartPath(done.Dir, output.Curves, 0), 100); err != nil {
		t.Fatal(err)
	}
	if err := computed(t.Context(), dir, steps("small", "step_train")); err == nil || !strings.Contains(err.Error(), "part 0 is corrupt") {
		t.Errorf("a damaged part: %v", err)
	}
}
