package metrics_test

import (
	"fmt"

	"github.com/circsim/circsim/sim/metrics"
)

// The accuracy for 113 classes by margin, in standard deviations of a logit. At
// margin 0 it is the chance level.
func ExampleNewAccuracy() {
	accuracy := metrics.NewAccuracy(113)
	for _, margin := range []float64{0, 2, 4, 6} {
		fmt.Printf("%g: %.3f\n", margin, accuracy.At(margin))
	}
	// Output:
	// 0: 0.009
	// 2: 0.308
	// 4: 0.909
	// 6: 0.999
}
