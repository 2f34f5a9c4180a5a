package sweep

import (
	"github.com/circsim/circsim/designs"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// mapping fills the plane of two axes with points, more of them where one regime borders on
// another: the first ones spread evenly; of each further round, a quarter as many as are there, three in
// four where regimes meet and least is known of it, and one in four anywhere, where a regime may
// hide that none has met.
type mapping struct{ sweep *scenarios.Sweep }

const firstPoints = 32 // of a map

func (m *mapping) task() string { return m.sweep.Boundary.Task }

// next chooses a round's points, each with every seed.
func (m *mapping) next(finished []output.RunRow) batch {
	done := m.labelled(finished)
	wanted := max(firstPoints, len(done.at)/4)
	wanted = min(wanted, int(m.sweep.Points)-len(done.at))
	if wanted <= 0 {
		return batch{}
	}
	var chosen [][]any
	add := func(at [2]float64) {
		values := laid(m.sweep.Axes, at[:])
		if place := [2]any{values[0], values[1]}; !done.taken[place] {
			done.taken[place] = true
			chosen = append(chosen, values)
		}
	}
	for _, at := range designs.Boundary(done.at, done.regime, wanted*3/4) {
		add(at)
	}
	m.scatter(len(done.at), wanted, func() int { return len(chosen) }, add)
	point := func(i int64) []any { return chosen[i] }
	return batch{
		[]output.Round{{Runs: int64(len(chosen)) * m.sweep.Seeds, RunsPerPart: adaptiveRuns}},
		replicated(point, m.sweep.Seeds),
	}
}

// scatter adds points of a Sobol sequence, those from a number on, until enough are chosen.
// Where rounded values leave no new ones it gives up.
func (m *mapping) scatter(from, wanted int, chosen func() int, add func([2]float64)) {
	sequence, err := designs.NewSobol(len(m.sweep.Axes), m.sweep.DesignSeed)
	if err != nil {
		panic(err) // it has two dimensions
	}
	for i := from; chosen() < wanted && i < from+4*wanted; i++ {
		p := sequence.Point(int64(i))
		add([2]float64{p[0], p[1]})
	}
}

// labels are finished points with the regime that most of their seeds show.
type labels struct {
	at     [][2]float64 // in the unit square
	regime []string
	taken  map[[2]any]bool
}

// labelled takes the seeds of a point, which follow each other, together.
func (m *mapping) labelled(finished []output.RunRow) labels {
	seeds := int(m.sweep.Seeds)
	l := labels{taken: map[[2]any]bool{}}
	for first := 0; first+seeds <= len(finished); first += seeds {
		row := &finished[first]
		var at [2]float64
		for k, axis := range m.sweep.Axes {
			at[k] = axis.Range.Part(scenarios.Number(row.Axis[k]))
		}
		l.at = append(l.at, at)
		l.regime = append(l.regime, string(mode(finished[first:first+seeds])))
		l.taken[[2]any{row.Axis[0], row.Axis[1]}] = true
	}
	return l
}

// mode is the most frequent regime, of equally frequent ones that which came first.
func mode(rows []output.RunRow) (most sim.Regime) {
	times := map[sim.Regime]int{}
	for i := range rows {
		times[rows[i].Task.Regime]++
	}
	for i := range rows {
		if r := rows[i].Task.Regime; times[r] > times[most] {
			most = r
		}
	}
	return most
}
