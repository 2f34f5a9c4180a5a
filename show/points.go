package show

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// point is a combination of values of the swept axes, with the rows of its seeds.
type point struct {
	at   []float64 // positions on the axes
	rows []int
}

// pointsOf groups rows by their positions on the axes, in the order of the plan.
func pointsOf(positions [][]float64, rows int) []*point {
	var list []*point
	known := map[string]*point{}
	for row := range rows {
		at := make([]float64, len(positions))
		for k := range positions {
			at[k] = positions[k][row]
		}
		key := fmt.Sprint(at)
		if known[key] == nil {
			known[key] = &point{at: at}
			list = append(list, known[key])
		}
		known[key].rows = append(known[key].rows, row)
	}
	return list
}

// over is a quantity over the seeds of a point: the mean, or the median of the step of an event, with its band. It is undefined
// where no seed has the quantity; an event that never happens is at +Inf.
func (p *point) over(quantity []float64, event bool) stat.Estimate {
	var values []float64
	for _, row := range p.rows {
		v := quantity[row]
		if v != v && event {
			v = math.Inf(1)
		}
		if v == v {
			values = append(values, v)
		}
	}
	switch {
	case len(values) == 0:
		return stat.Undefined("no seed has the quantity")
	case event:
		return stat.MedianBand(values)
	}
	return stat.MeanBand(values)
}
