package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep/designs"
)

// mapping fills the plane of two axes with points, more of them where one regime borders on
// another: the first ones spread evenly; of each further round, a quarter as many as are there, three in
// four where regimes meet and least is known of it, and one in four anywhere, where a regime may
// hide that none has met.
type mapping struct {
	sweep  *scenarios.Sweep
	at     [][2]float64    // finished points, in the unit square
	regime []string        // that most of a point's seeds show
	taken  map[[2]any]bool // values of all points
	seeds  []sim.Regime    // of the point that is being told
}

const firstPoints = 32 // of a map

func newMapping(s *scenarios.Sweep) *mapping {
	return &mapping{sweep: s, taken: map[[2]any]bool{}}
}

func (m *mapping) task() string { return m.sweep.Boundary.Task }

// tell takes the seeds of a point, which follow each other, together.
func (m *mapping) tell(row *output.RunRow) {
	m.seeds = append(m.seeds, row.Task.Regime)
	if int64(len(m.seeds)) < m.sweep.Seeds {
		return
	}
	var at [2]float64
	for k, axis := range m.sweep.Axes {
		at[k] = axis.Range.Part(scenarios.Number(row.Axis[k]))
	}
	m.at = append(m.at, at)
	m.regime = append(m.regime, string(mode(m.seeds)))
	m.taken[[2]any{row.Axis[0], row.Axis[1]}] = true
	m.seeds = m.seeds[:0]
}

// next chooses a round's points, each with every seed. Where rounded values leave no new ones, the
// design is complete before it has all its points.
func (m *mapping) next() batch {
	wanted := min(max(firstPoints, len(m.at)/4), int(m.sweep.Points)-len(m.at))
	if wanted <= 0 {
		return batch{}
	}
	var chosen [][]any
	add := func(at [2]float64) {
		values := laid(m.sweep.Axes, at[:])
		if place := [2]any{values[0], values[1]}; !m.taken[place] {
			m.taken[place] = true
			chosen = append(chosen, values)
		}
	}
	for _, at := range designs.Boundary(m.at, m.regime, wanted*3/4) {
		add(at)
	}
	m.scatter(wanted, func() int { return len(chosen) }, add)
	if len(chosen) == 0 {
		return batch{}
	}
	point := func(i int64) []any { return chosen[i] }
	return batch{
		[]output.Round{{Runs: int64(len(chosen)) * m.sweep.Seeds, RunsPerPart: adaptiveRuns}},
		replicated(point, m.sweep.Seeds),
	}
}

// scatter adds points of a Sobol sequence, those from the number of finished ones on, until enough are chosen.
func (m *mapping) scatter(wanted int, chosen func() int, add func([2]float64)) {
	sequence, err := designs.NewSobol(len(m.sweep.Axes), m.sweep.DesignSeed)
	if err != nil {
		panic(err) // it has two dimensions
	}
	for i := len(m.at); chosen() < wanted && i < len(m.at)+64*wanted; i++ {
		p := sequence.Point(int64(i))
		add([2]float64{p[0], p[1]})
	}
}

// mode is the most frequent regime, of equally frequent ones that which came first.
func mode(seeds []sim.Regime) (most sim.Regime) {
	times := map[sim.Regime]int{}
	for _, r := range seeds {
		times[r]++
	}
	for _, r := range seeds {
		if times[r] > times[most] {
			most = r
		}
	}
	return most
}
