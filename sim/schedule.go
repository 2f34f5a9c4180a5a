package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// recordedSteps are the steps at which curves are recorded: step 0 and up to
// points-1 more, the last of them at the end. They are spaced evenly, or evenly in
// their logarithm from step 1, and rounded. Those that coincide count once.
func recordedSteps(r scenarios.Record, steps int64) []float64 {
	n := int(r.Points) - 1
	kept := make([]float64, 1, min(r.Points, steps+1))
	inLog := circuits.Log(float64(steps)) / float64(n-1)
	for i := 1; i <= n; i++ {
		step := float64(steps) * float64(i) / float64(n)
		if r.Spacing == scenarios.LogSpacing && n > 1 {
			step = circuits.Exp(float64(i-1) * inLog)
		}
		step = math.Round(step)
		if i == n {
			step = float64(steps)
		}
		if step > kept[len(kept)-1] {
			kept = append(kept, step)
		}
	}
	return kept
}

// stretch is the part of a run from one phase to the next.
type stretch struct {
	from, to float64
	spec     *scenarios.Scenario // with the changes of all phases so far
	seen     []float64           // by task: its maximum number of items so far
}

// stretches cuts a run at its phases.
func stretches(spec *scenarios.Scenario) ([]stretch, error) {
	// Phases were checked when the scenario was read. With would check them again.
	plain := *spec
	plain.Training.Phases = nil
	list := []stretch{beginning(&plain)}
	for _, phase := range spec.Training.Phases {
		last := &list[len(list)-1]
		last.to = float64(phase.At)
		changed, err := last.spec.With(phase.Set...)
		if err != nil {
			return nil, err
		}
		list = append(list, stretch{from: last.to, spec: changed, seen: most(last.seen, changed)})
	}
	list[len(list)-1].to = float64(spec.Training.Steps)
	return list, nil
}

// beginning is the first stretch of a run.
func beginning(spec *scenarios.Scenario) stretch {
	return stretch{spec: spec, seen: most(nil, spec)}
}

// most is the maximum of the numbers of items seen and those of spec, by task.
func most(seen []float64, spec *scenarios.Scenario) []float64 {
	raised := make([]float64, len(spec.Tasks))
	copy(raised, seen)
	for i := range spec.Tasks {
		raised[i] = max(raised[i], float64(spec.Tasks[i].Items))
	}
	return raised
}
