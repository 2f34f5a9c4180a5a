package findings

import (
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/evaluations"
)

// TestTextOfAnything holds that no number that there is none of gets into the tables for people.
func TestTextOfAnything(t *testing.T) {
	r := analyze(t, sweptFolder(t), evaluations.Mapping{})
	r.Add(lookAt(t, madePlane()))
	r.Add(&Report{Fits: []Fit{{Form: "hoffmann", Of: "loss", Warnings: []string{"no runs"}, Objective: math.NaN()}}})
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Errorf("line %q", line)
		}
	}
	text.Reset()
	if err := (&Report{}).WriteText(&text); err != nil || !strings.HasPrefix(text.String(), "nothing found") {
		t.Errorf("%q, error %v", text.String(), err)
	}
}
