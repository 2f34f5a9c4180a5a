package scenarios

import (
	"slices"
	"testing"
)

func TestDefaulted(t *testing.T) {
	const list = "[{gain: 1, initial: 0.1, tickets: 3}, {gain: 1, initial: 0.1, depth: 2}]"
	for _, c := range []struct{ sets, want []string }{
		{nil, []string{"tasks.first.options", "tasks.first.memorization.cohorts", "tasks.first.generalization.depth", "tasks.first.generalization.tickets", "tasks.first.generalization.structure"}},
		{
			[]string{"tasks.first.memorization.cohorts=1", "tasks.first.generalization.depth=2", "tasks.first.generalization.structure=local"},
			[]string{"tasks.first.options", "tasks.first.generalization.tickets"},
		},
		{
			[]string{"tasks.first.options=4", "tasks.first.generalization=" + list},
			[]string{"tasks.first.memorization.cohorts", "tasks.first.generalization.0.depth", "tasks.first.generalization.0.structure", "tasks.first.generalization.1.tickets", "tasks.first.generalization.1.structure"},
		},
	} {
		s, _, err := Parse("x.yaml", []byte(small), c.sets)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Defaulted(); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q", c.sets, got)
		}
	}
}
