package transitions

import (
	"math"

	"github.com/circsim/circsim/thresholds"
)

// Reach is the X at which the boundary passes y, by straight lines in logs, as the size whose effective complexity
// is the number of items.
func (b Boundary) Reach(y float64) thresholds.Estimate {
	var up bool
	at := func(n int) float64 {
		var walk []step
		for _, t := range b.line {
			if z := t.in(n); !math.IsInf(z, 0) {
				walk = append(walk, step{t.x, math.Log10(y) - z})
			}
		}
		if n == found && len(walk) > 0 {
			up = walk[0].g > 0
		}
		if !up {
			for i := range walk {
				walk[i].g = -walk[i].g
			}
		}
		return zero(walk)
	}
	x := at(found)
	draws := make([]float64, b.resamples())
	for n := range draws {
		draws[n] = at(n)
	}
	if math.IsInf(x, 0) {
		return none("the boundary does not pass there")
	}
	return power(around(x, draws, b.freedom()))
}
