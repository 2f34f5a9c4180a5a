package sim_test

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// The two-circuit toy of Varma et al. (arXiv:2309.02390, App. C): one circuit
// memorizes fast and at a high norm, the other generalizes slowly and cheaply.
const toy = `name: toy
model: {params: 1e15, unseen_outputs: wrong-class}
training: {steps: 20000, weight_decay: 0, dynamics: gd, cost: {weight: 0.005, kappa: 1.2}}
tasks:
  addition:
    classes: 113
    items: 1
    memorization: {gain: 0.01, factors: [0, 1], norm: 2}
    generalization: {gain: 0.01, factors: [0, 0.005], norm: 1}
record: {points: 2}
`

func ExampleRun() {
	spec, _, err := scenarios.Parse("toy.yaml", []byte(toy), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := sim.Run(context.Background(), spec, 1, sim.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	task := result.Tasks[0]
	fmt.Println(task.Name, "shows", task.Regime)
	fmt.Printf("memorizes around step %.0f\n", *task.StepTrain)
	fmt.Printf("generalizes around step %.1fe3\n", *task.StepTest/1e3)
	for _, c := range result.Circuits {
		fmt.Printf("%s ends at %.1f\n", c.Kind, c.Strength)
	}
	// Output:
	// addition shows grokking
	// memorizes around step 99
	// generalizes around step 5.3e3
	// memorization ends at 0.9
	// generalization ends at 7.2
}
