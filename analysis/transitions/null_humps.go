package transitions

import (
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/internal/random"
)

// mostHumps is the number of values from which on dips are taken to fall as its square root.
const mostHumps = 512

var dips nulls[int]

// oneHump is the null distribution of sqrt(n) dip of n values.
func oneHump(n int) *null {
	n = min(n, mostHumps)
	draws := random.NewStream(0, "one hump", strconv.Itoa(n))
	y := make([]float64, n)
	return dips.get(n, func(sample int) float64 {
		for i := range y {
			y[i] = draws.Uniform(uint64(sample*n + i))
		}
		slices.Sort(y)
		return math.Sqrt(float64(n)) * dip(y)
	})
}
