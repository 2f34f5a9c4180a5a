package scalinglaws_test

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/scalinglaws"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// Twenty-five runs whose losses scatter by 0.5% about a known law.
func ExampleHoffmann() {
	noise := random.NewStream(1, "noise")
	var runs []scalinglaws.Run
	for _, n := range []float64{1e6, 1e7, 1e8, 1e9, 1e10} {
		for _, d := range []float64{1e8, 1e9, 1e10, 1e11, 1e12} {
			loss := 1.8 + 480/math.Pow(n, 0.35) + 2100/math.Pow(d, 0.37)
			loss *= math.Exp(0.005 * noise.Normal(uint64(len(runs))))
			runs = append(runs, scalinglaws.Run{Params: n, Tokens: d, Loss: loss})
		}
	}
	fit, err := scalinglaws.Hoffmann(runs, stat.Bootstrap{Resamples: 1000, Stream: random.NewStream(1, "bootstrap")})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range fit.Constants {
		fmt.Printf("%-5s %.3g (%.3g to %.3g)\n", c.Name, c.Value, c.Low, c.High)
	}
	best, _ := fit.Optimum(1e24)
	fmt.Printf("1e24 FLOPs: %.2g parameters, %.2g tokens, loss %.2f\n", best.Params.Value, best.Tokens.Value, best.Loss)
	_, err = scalinglaws.Hoffmann(runs[:5], stat.Bootstrap{})
	fmt.Println(err)
	// Output:
	// E     1.8 (1.77 to 1.82)
	// A     469 (406 to 510)
	// B     2.09e+03 (1.72e+03 to 2.71e+03)
	// alpha 0.348 (0.337 to 0.354)
	// beta  0.37 (0.359 to 0.384)
	// a     0.515 (0.507 to 0.529)
	// b     0.485 (0.471 to 0.493)
	// G     0.115 (0.0686 to 0.162)
	// 1e24 FLOPs: 1.1e+11 parameters, 1.6e+12 tokens, loss 1.93
	// hoffmann: E, A and alpha need 3 sizes (N), the runs have 1
}
