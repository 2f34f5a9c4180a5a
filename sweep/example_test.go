package sweep_test

import (
	"context"
	"fmt"
	"os"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/summary"
)

const study = `name: study
model: {params: 1000}
training: {steps: 500, dynamics: gd}
tasks:
  first:
    classes: 10
    items: 100
    memorization: {gain: 1, initial: 0.1}
    generalization: {gain: 0.1, initial: 0.01}
sweep:
  axes: [{path: tasks.first.generalization.gain, values: [0.001, 0.003, 0.1]}]
  seeds: 2
record: {points: 2}
`

func ExampleRun() {
	spec, _, err := scenarios.Parse("study.yaml", []byte(study), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	report, err := sweep.Run(context.Background(), spec, sweep.Options{Dir: dir})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Made, "runs")
	closing, err := summary.Summarize(report.Dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	task := closing.Tasks[0]
	for _, p := range task.Points {
		fmt.Printf("gain %v: test accuracy %.2f\n", p.Values[0], p.TestAccuracy)
	}
	between := task.Thresholds[0].Lines[0].Crossings[0]
	fmt.Printf("generalizes from between %v and %v on\n", between.Low, between.High)
	// Output:
	// 6 runs
	// gain 0.001: test accuracy 0.10
	// gain 0.003: test accuracy 0.11
	// gain 0.1: test accuracy 1.00
	// generalizes from between 0.003 and 0.1 on
}
