package scenarios_test

import (
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

const study = `name: study
model: {params: 1e5}
training: {steps: 20000}
tasks:
  addition:
    classes: 113
    universe: 12769
    items: 4000
    memorization: {gain: 100, initial: 0.04}
    generalization: {gain: 0.011, initial: 3e-5, footprint: 156}
sweep:
  axes: [{path: tasks.addition.items, linear: {from: 2000, to: 8000, points: 4}}]
  seeds: 3
`

func ExampleParse() {
	s, warnings, err := scenarios.Parse("study.yaml", []byte(study), []string{"training.weight_decay=0.5"})
	if err != nil {
		fmt.Println(err)
		return
	}
	runs, _ := s.Runs()
	fmt.Println(s.Name, runs, "runs,", len(warnings), "warnings")
	fmt.Println(s.Sweep.Axes[0].Path, s.Sweep.Axes[0].Values)
	fmt.Println("weight decay", s.Training.WeightDecay, "noise", s.Model.Noise)
	// Output:
	// study 12 runs, 0 warnings
	// tasks.addition.items [2000 4000 6000 8000]
	// weight decay 0.5 noise 0.1
}

// Every fault has its place in the file, or in the setting that made it.
func ExampleParse_faults() {
	_, _, err := scenarios.Parse("study.yaml", []byte(study), []string{"training.stepps=100"})
	fmt.Println(err)
	_, _, err = scenarios.Parse("short.yaml", []byte("name: short\ntraining: {steps: many}\n"), nil)
	fmt.Println(err)
	// Output:
	// --set training.stepps=100: unknown key "stepps" in training, did you mean training.steps?
	// short.yaml:1:1: model is missing, expected a mapping
	// short.yaml:1:1: tasks is missing, expected a mapping
	// short.yaml:2:19: training.steps is many, expected an integer from 1 to 1e12
}

// With gives a changed copy, checked as if the values stood in the file.
func ExampleScenario_With() {
	s, _, err := scenarios.Parse("study.yaml", []byte(study), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	larger, err := s.With(scenarios.Assignment{Path: "tasks.addition.items", Value: int64(6000)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Tasks[0].Items, larger.Tasks[0].Items)
	_, err = s.With(scenarios.Assignment{Path: "tasks.addition.items", Value: int64(20000)})
	fmt.Println(err)
	// Output:
	// 4000 6000
	// study.yaml:8:12: tasks.addition.items is 20000, expected fewer than universe (12769): test accuracy is over the rest
}
