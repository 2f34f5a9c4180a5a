package calibration

import (
	"fmt"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"pgregory.net/rapid"
)

// A value put into a scenario's file is the scenario's value, and nothing else of the file changes.
func TestPutScalar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"grokking", "regimes", "varma", "double-descent", "michaud"}).Draw(t, "scenario")
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for _, k := range s.Settings() {
			if x, ok := k.Of(s).(float64); ok && s.Written(k.Path) && x > 0 && ofRules(k.Path) {
				paths = append(paths, k.Path)
			}
		}
		path := rapid.SampledFrom(paths).Draw(t, "path")
		k, _ := s.Setting(path)
		value := fmt.Sprint(k.Of(s).(float64) * rapid.Float64Range(0.9, 1).Draw(t, "factor"))
		source, err := putScalar([]byte(s.Text), path, value)
		if err != nil {
			t.Fatal(err)
		}
		changed, _, err := scenarios.Parse(name, source, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(k.Of(changed)); got != value {
			t.Errorf("%s is %s, not %s", path, got, value)
		}
		before, after := strings.Split(s.Text, "\n"), strings.Split(string(source), "\n")
		differ := 0
		for i := range before {
			if before[i] != after[i] {
				differ++
			}
		}
		if len(before) != len(after) || differ > 1 {
			t.Errorf("%d of %d lines differ", differ, len(before))
		}
	})
}

// A key that the file does not have goes to its section.
func TestPutNewScalar(t *testing.T) {
	for _, path := range []string{"model.interference", "tasks.sums.generalization.congestion", "tasks.sums.label_noise"} {
		source, err := putScalar([]byte(small), path, "0.25")
		if err != nil {
			t.Fatal(err)
		}
		s := parsed(t, string(source))
		k, _ := s.Setting(path)
		if k.Of(s) != 0.25 {
			t.Errorf("%s is %v in\n%s", path, k.Of(s), source)
		}
	}
}
