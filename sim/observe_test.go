package sim

import (
	"context"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Who observes a run sees what the tables record, and changes nothing of it.
func TestObserve(t *testing.T) {
	for _, circuits := range []scenarios.Circuits{scenarios.CircuitsNone, scenarios.CircuitsFinal, scenarios.CircuitsAll} {
		s, _, err := scenarios.Named("mlp-addition")
		if err != nil {
			t.Fatal(err)
		}
		if s, err = s.With(scenarios.Assignment{Path: "record.circuits", Value: string(circuits)}); err != nil {
			t.Fatal(err)
		}
		plain, err := Run(context.Background(), s, 1, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var points []CurvePoint
		var seen []CircuitState
		observed, err := Run(context.Background(), s, 1, Options{Observe: func(p []CurvePoint, c []CircuitState) {
			points, seen = append(points, p...), append(seen, c...)
		}})
		if err != nil {
			t.Fatal(err)
		}
		same := cmp.Options{cmpopts.EquateNaNs(), cmpopts.EquateEmpty()}
		if d := cmp.Diff(plain.Curves, points, same); d != "" {
			t.Errorf("%s: other curves: %s", circuits, d)
		}
		if d := cmp.Diff(plain.Circuits, observed.Circuits, same); d != "" {
			t.Errorf("%s: other circuits are recorded: %s", circuits, d)
		}
		if circuits == scenarios.CircuitsAll {
			if d := cmp.Diff(plain.Circuits, seen, same); d != "" {
				t.Errorf("other circuits are seen: %s", d)
			}
		}
		if len(seen) == 0 {
			t.Errorf("%s: no circuits are seen", circuits)
		}
	}
}
