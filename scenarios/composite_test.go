package scenarios

import (
	"slices"
	"testing"
)

// The depth of a direct answer follows the number of steps, where nothing else says it.
func TestDepthOfComposites(t *testing.T) {
	for _, c := range []struct {
		generalization, dynamics string
		depth                    int64
	}{
		{"{gain: 1, initial: 0.1}", "flow", 4},
		{"{gain: 1, initial: 0.1, depth: 2}", "flow", 2},
		{"{gain: 1, factors: [1, 1, 1]}", "gd", 3},
	} {
		s, _, err := Parse("x.yaml", []byte(small), []string{
			"tasks.add={classes: 2, items: 5}", "tasks.style={classes: 2, items: 5}", "sweep.axes=[]",
			"tasks.first={classes: 5, items: 10, requires: [add, add, style], format: style, generalization: " + c.generalization + "}",
			"training.dynamics=" + c.dynamics,
		})
		if err != nil {
			t.Fatal(err)
		}
		first := s.task("first")
		if got := first.Generalization[0].Depth; got != c.depth {
			t.Errorf("%s: depth %d, want %d", c.generalization, got, c.depth)
		}
		if want := []string{"add", "add", "style"}; !slices.Equal(first.Requires, want) || first.Format != "style" {
			t.Errorf("requires %q, format %q", first.Requires, first.Format)
		}
	}
}

// Swept steps change the depth that follows them, and a composite may require another.
func TestSweptSteps(t *testing.T) {
	s, _, err := Parse("x.yaml", []byte(small), []string{
		"tasks.add={classes: 2, items: 5}", "tasks.style={classes: 2, items: 5}",
		"tasks.first.requires=[add]", "tasks.first.format=style",
		"tasks.second={classes: 2, items: 5, requires: [first, add], format: style}",
		"sweep.axes=[{path: tasks.first.requires, values: [[add], [add, add, add]]}]",
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int64{2, 4} {
		swept, err := s.With(Assignment{"tasks.first.requires", s.Sweep.Axes[0].Values[i]})
		if err != nil {
			t.Fatal(err)
		}
		if got := swept.task("first").Generalization[0].Depth; got != want {
			t.Errorf("%v: depth %d, want %d", s.Sweep.Axes[0].Values[i], got, want)
		}
	}
	if got := s.task("first").Requires; !slices.Equal(got, []string{"add"}) {
		t.Errorf("the scenario itself was changed to %q", got)
	}
}

// A circuit has the structure of its task unless it states its own.
func TestStructureOfCircuits(t *testing.T) {
	s, _, err := Parse("x.yaml", []byte(small), []string{
		"tasks.first.structure=sequential",
		"tasks.first.generalization=[{gain: 1, initial: 0.1}, {gain: 1, initial: 0.1, structure: long-range}]",
	})
	if err != nil {
		t.Fatal(err)
	}
	g := s.task("first").Generalization
	if g[0].Structure != Sequential || g[1].Structure != LongRange {
		t.Errorf("%s and %s", g[0].Structure, g[1].Structure)
	}
}
