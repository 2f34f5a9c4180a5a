package scenarios

import (
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	f.Add(small, "")
	f.Add(small, "model.pools={a: 0.5, b: 0.5}")
	f.Add(small, "tasks.first.generalization.0.gain=3")
	f.Add(small, "training.phases.0.set.tasks.first.items=3")
	f.Add(small, "sweep.axes=[{path: training.phases, values: [[{at: 5, set: {}}]]}]")
	f.Add(small, "sweep.axes.0.path=tasks.first.memorization.factors")
	f.Add(fromTemplate(f, "fuzz"), "sweep.seeds=1e9")
	f.Add("a: &a [*a]\n? {}\n: !!x y", "a.b.c=*a")
	for _, name := range List() {
		text, _ := builtin.ReadFile(name + ".yaml")
		f.Add(string(text), "record.points=5")
	}
	f.Fuzz(func(t *testing.T, text, set string) {
		var sets []string
		if set != "" {
			sets = []string{set}
		}
		s, _, err := Parse("fuzz.yaml", []byte(text), sets)
		if err != nil {
			for _, fault := range err.(Errors) {
				if strings.ContainsAny(fault.Error(), "\n\r") {
					t.Fatalf("more than one line: %q", fault)
				}
			}
			return
		}
		if n, err := s.Runs(); err != nil || n < 1 || n > maxRuns {
			t.Fatalf("%d runs, %v", n, err)
		}
		values := make([]Assignment, 0, len(s.Sweep.Axes))
		for _, a := range s.Sweep.Axes {
			values = append(values, Assignment{a.Path, a.Values[0]})
		}
		if _, err := s.With(values...); err != nil {
			t.Fatalf("accepted, but its first point is refused: %s", err)
		}
		if again, _, err := Parse(s.Source, []byte(s.Text), s.Sets); err != nil || len(again.Tasks) != len(s.Tasks) {
			t.Fatalf("not accepted again: %v", err)
		}
	})
}
