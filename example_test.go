package circsim_test

import (
	"context"
	"fmt"
	"log"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// One run of a scenario of the library with one key changed: the five lines of README.md.
func Example() {
	grokking, _, err := scenarios.Named("grokking")
	check(err)
	scarce, err := grokking.With(scenarios.Assignment{Path: "tasks.addition.items", Value: int64(2000)})
	check(err)
	result, err := sim.Run(context.Background(), scarce, 1, sim.Options{})
	check(err)
	fmt.Println(result.Tasks[0].Name, "shows", result.Tasks[0].Regime)
	// Output: addition shows memorization
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
