package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// The bootstrap resamples whole runs. Fewer than fewRuns would often give the same resample, so each is split into pieces;
// more than mostUnits runs are resampled in groups.
const (
	fewRuns   = 4
	pieces    = 16
	mostUnits = 512
)

// unite assigns the points to units.
func (c *cloud) unite() {
	c.unit = make([]int, len(c.points))
	if c.runs >= fewRuns {
		c.units = min(c.runs, mostUnits)
		for i, r := range c.run {
			c.unit[i] = r * c.units / c.runs
		}
		return
	}
	for from := 0; from < len(c.points); {
		to := from
		for to < len(c.points) && c.run[to] == c.run[from] {
			to++
		}
		n := min(pieces, to-from)
		for i := from; i < to; i++ {
			c.unit[i] = c.units + (i-from)*n/(to-from)
		}
		c.units += n
		from = to
	}
}

// interval is the percentile bootstrap's, stretched about the value for the small number of units.
func (c *cloud) interval(value float64, draws []float64) stat.Estimate {
	e := stat.Bootstrapped(value, draws)
	switch {
	case !e.Defined():
		return stat.Undefined("the scores do not determine it")
	case c.units < 2:
		return stat.Unbounded(value, stat.NoResamples)
	case e.Reason != "":
		return e
	}
	stretch := stat.Student(c.units - 1).Stretch(c.units)
	e = stat.Estimate{Value: value, Low: value - stretch*(value-e.Low), High: value + stretch*(e.High-value)}
	if c.runs < fewRuns {
		e.Reason = "over checkpoints taken as independent, as there are fewer than four runs"
	}
	return e
}

// draw counts how often each unit is drawn, by resample. Every statistic of the points has the same resamples.
func (c *cloud) draw(b stat.Bootstrap) [][]float64 {
	if c.drawn == nil || c.b != b {
		c.b, c.drawn = b, make([][]float64, b.Resamples)
		all := make([]float64, b.Resamples*c.units)
		for r := range c.drawn {
			c.drawn[r] = all[r*c.units : (r+1)*c.units]
			b.Count(0, r, c.drawn[r])
		}
	}
	return c.drawn
}

// bootstrap estimates a statistic of the units weighted by times.
func (c *cloud) bootstrap(b stat.Bootstrap, of func(times []float64) float64) stat.Estimate {
	var draws []float64
	for _, times := range c.draw(b) {
		if v := of(times); !math.IsNaN(v) {
			draws = append(draws, v)
		}
	}
	return c.interval(of(c.once), draws)
}
