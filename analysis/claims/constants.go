package claims

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// setup are the last parts of the keys that say which experiment is simulated: what is trained on what, how it is measured, and the sizes
// and rates at which other keys are stated.
var setup = []string{
	"params", "gain_params", "leak_params", "bias", "pool", "steps", "batch", "learning_rate", "gain_learning_rate", "weight_decay", "loss",
	"dynamics", "classes", "universe", "gain_universe", "items", "answer_length", "label_noise", "structure", "format", "test_items", "options",
	"cohorts", "best", "layers", "per_layer", "copy", "abstract",
}

// freeConstants are the constants of a row: the keys of its scenarios that differ from the default and are no part of the experiment, each
// with its value. Equal values of one key are one constant, in whatever tasks and scenarios they stand. Published constants are left out.
func (r *Row) freeConstants() ([]string, error) {
	var all []string
	note := func(key, value string) {
		if c := key + " " + value; !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	for _, name := range r.Scenarios {
		if slices.Contains(r.published, name) {
			continue
		}
		s, _, err := scenarios.Named(name)
		if err != nil {
			return nil, err
		}
		for _, k := range s.Settings() {
			if k.Chosen(s) && !slices.Contains(setup, k.Path[strings.LastIndex(k.Path, ".")+1:]) && !varied(s, k.Path) {
				note(constantName(k.Path), fmt.Sprint(k.Of(s)))
			}
		}
		for _, t := range s.Tasks {
			for _, o := range t.Overlap {
				if o.Weight > 0 {
					note("overlap", text.Number(o.Weight, -1))
				}
			}
			for _, u := range t.Memorization.Factors {
				note("memorization.factors", text.Number(u, -1))
			}
			for _, g := range t.Generalization {
				for _, u := range g.Factors {
					note("generalization.factors", text.Number(u, -1))
				}
			}
		}
	}
	slices.Sort(all)
	return all, nil
}

// varied reports whether a sweep varies a share of the mix or the frequencies of items: these are then part of the experiment.
func varied(s *scenarios.Scenario, path string) bool {
	return (strings.HasSuffix(path, ".share") || strings.HasSuffix(path, ".zipf")) && slices.ContainsFunc(s.Sweep.Axes, func(a scenarios.Axis) bool {
		return strings.HasPrefix(path, a.Path)
	})
}

// constantName is a path without its section, its task and the number of its circuit.
func constantName(path string) string {
	parts := strings.Split(path, ".")
	parts = parts[1:]
	if strings.HasPrefix(path, "tasks.") {
		parts = parts[1:]
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return strings.Trim(part, "0123456789") == "" }), ".")
}
