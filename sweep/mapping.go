package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep/designs"
)

// mapping fills the plane of two axes with points, most of them near the boundary between regimes. The
// first points are spread evenly. Each later round has a quarter as many points as are finished. Three
// quarters of a round lie on the boundary, where it is least certain; the rest is spread evenly, since
// a regime may not have been seen yet.
type mapping struct {
	sweep   *scenarios.Sweep
	even    *designs.Sobol  // evenly spread points
	at      [][2]float64    // finished points, in the unit square
	regime  []string        // most frequent regime of each over its seeds
	taken   map[[2]any]bool // axis values of all points
	regimes []sim.Regime    // of the seeds told so far of the next point
}

const firstPoints = 32 // of a map

// roundPoints is how many points a round has after the given number of points.
func roundPoints(points int64) int64 { return max(firstPoints, points/4) }

func newMapping(s *scenarios.Sweep) (*mapping, error) {
	even, err := designs.NewSobol(len(s.Axes), s.DesignSeed)
	return &mapping{sweep: s, even: even, taken: map[[2]any]bool{}}, err
}

func (m *mapping) task() string { return m.sweep.Boundary.Task }

// tell collects the seeds of a point, whose rows are consecutive.
func (m *mapping) tell(row *output.RunRow) {
	m.regimes = append(m.regimes, row.Task.Regime)
	if int64(len(m.regimes)) < m.sweep.Seeds {
		return
	}
	var at [2]float64
	for k, axis := range m.sweep.Axes {
		at[k] = axis.Range.Part(scenarios.Number(row.Axis[k]))
	}
	m.at = append(m.at, at)
	m.regime = append(m.regime, string(designs.Mode(m.regimes)))
	m.taken[[2]any{row.Axis[0], row.Axis[1]}] = true
	m.regimes = m.regimes[:0]
}

// next chooses the points of a round, each with every seed. If rounded values leave no new points, the
// design is complete with fewer points than asked for.
func (m *mapping) next() batch {
	wanted := min(int(roundPoints(int64(len(m.at)))), int(m.sweep.Points)-len(m.at))
	if wanted <= 0 {
		return batch{}
	}
	var chosen [][]any
	add := func(at [2]float64) {
		values := valuesAt(m.sweep.Axes, at[:])
		if place := [2]any{values[0], values[1]}; !m.taken[place] {
			m.taken[place] = true
			chosen = append(chosen, values)
		}
	}
	for _, at := range designs.Boundary(m.at, m.regime, wanted*3/4) {
		add(at)
	}
	for i := len(m.at); len(chosen) < wanted && i < len(m.at)+64*wanted; i++ {
		add([2]float64(m.even.Point(int64(i))))
	}
	if len(chosen) == 0 {
		return batch{}
	}
	point := func(i int64) []any { return chosen[i] }
	return batch{
		[]output.Round{{Runs: int64(len(chosen)) * m.sweep.Seeds, RunsPerPart: adaptiveRunsPerPart}},
		replicated(point, m.sweep.Seeds),
	}
}
