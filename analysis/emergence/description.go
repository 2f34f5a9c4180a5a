package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// shorter says by how many decades the description of a solved item is shorter on average at scales from limit on than
// below it; positive if it gets shorter. Descriptions are positive. The interval is Student's over seeds.
func shorter(description stat.Series, limit float64) stat.Estimate {
	g := newGrid(description)
	var falls []float64
	for _, y := range g.y {
		var before, after []float64
		for k, x := range g.x {
			bits := description.Oriented(y[k])
			switch {
			case !(bits > 0):
			case x < limit:
				before = append(before, math.Log10(bits))
			default:
				after = append(after, math.Log10(bits))
			}
		}
		if len(before) > 0 && len(after) > 0 {
			falls = append(falls, stat.Mean(before)-stat.Mean(after))
		}
	}
	if len(falls) == 0 {
		return stat.Undefined("no replicate has descriptions on both sides of the jump")
	}
	return stat.MeanOf(falls)
}
