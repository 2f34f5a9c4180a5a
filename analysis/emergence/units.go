package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/thresholds"
)

// A bootstrap draws whole runs. Of fewer than fewRuns it would draw the same too
// often, and draws pieces of them instead; more than mostUnits runs are drawn
// in packs.
const (
	fewRuns   = 4
	pieces    = 16
	mostUnits = 512
)

// unite says what a bootstrap draws together.
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

// drawn names what the intervals rest on, where that is not whole runs.
func (c *cloud) drawn() string {
	if c.runs >= fewRuns {
		return ""
	}
	return "over checkpoints taken as independent, as there are fewer than four runs"
}

// interval is the percentile bootstrap's, its distances from the value stretched
// by what Student's t adds to the normal for so few units (after Hesterberg,
// arXiv:1411.5279, who moves the percentiles instead).
func (c *cloud) interval(value float64, draws []float64) thresholds.Estimate {
	e := thresholds.Estimate{Value: value, Low: math.Inf(-1), High: math.Inf(1), Reason: thresholds.NoResamples}
	if math.IsNaN(value) {
		return none("the scores do not tell")
	}
	if len(draws) > 0 && c.units > 1 {
		slices.Sort(draws)
		n := float64(c.units)
		stretch := math.Sqrt(n/(n-1)) * student(n-1) / student(math.Inf(1))
		e.Low = value - stretch*max(0, value-quantile(draws, 0.025))
		e.High = value + stretch*max(0, quantile(draws, 0.975)-value)
		e.Reason = c.drawn()
	}
	return e
}

// resample counts how often each unit is drawn into resample r.
func (c *cloud) resample(b thresholds.Bootstrap, r int, times []float64) {
	clear(times)
	n := uint64(c.units)
	for i := range n {
		low, _ := b.Stream.Bits(uint64(r)*n + i)
		times[(low>>32)*n>>32]++
	}
}

// bootstrap is a statistic of the units, counted as often as times says (nil: once).
func (c *cloud) bootstrap(b thresholds.Bootstrap, of func(times []float64) float64) thresholds.Estimate {
	var draws []float64
	times := make([]float64, c.units)
	for r := range b.Resamples {
		c.resample(b, r, times)
		if v := of(times); !math.IsNaN(v) {
			draws = append(draws, v)
		}
	}
	return c.interval(of(nil), draws)
}
