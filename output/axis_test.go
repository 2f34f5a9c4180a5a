package output

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/circsim/circsim/scenarios"
)

func TestAxesOfRanges(t *testing.T) {
	axes, err := axesOf([]scenarios.Axis{
		{Path: "model.params", Range: &scenarios.Range{From: int64(1000), To: int64(1 << 60), Spacing: scenarios.LogSpacing}},
		{Path: "training.weight_decay", Range: &scenarios.Range{From: 0.0, To: 1.0, Spacing: scenarios.LinearSpacing}},
		{Path: "model.bias", Values: []any{"transformer"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if axes[0].Type != Int64 || axes[1].Type != Float64 || axes[2].Type != String {
		t.Errorf("types %s, %s and %s", axes[0].Type, axes[1].Type, axes[2].Type)
	}
	text, err := json.Marshal(axes)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{`"values"`: 1, `"from"`: 2, `"to"`: 2, `"spacing":"log"`: 1, `"spacing":"linear"`: 1} {
		if n := strings.Count(string(text), word); n != want {
			t.Errorf("%d times %s in %s, want %d", n, word, text, want)
		}
	}
	var back []Axis
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(axes, back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, bad := range map[string]scenarios.Axis{
		"neither":   {Path: "x"},
		"two types": {Path: "x", Range: &scenarios.Range{From: int64(1), To: 2.5}},
		"no end":    {Path: "x", Range: &scenarios.Range{From: int64(1)}},
	} {
		if _, err := axesOf([]scenarios.Axis{bad}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, bad := range []string{`{"path": "x", "type": "int64", "from": 1}`, `{"path": "x", "type": "int64", "to": 1}`, `{"path": "x", "type": "int64", "from": 1, "to": "a"}`} {
		if err := json.Unmarshal([]byte(bad), new(Axis)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// axesOf are the columns of swept keys of a scenario that says nothing else.
func axesOf(swept []scenarios.Axis) ([]Axis, error) {
	s := &scenarios.Scenario{Sweep: scenarios.Sweep{Axes: swept}}
	return newAxes(s, newSettings(s))
}
