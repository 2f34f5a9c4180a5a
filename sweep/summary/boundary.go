package summary

import (
	"slices"

	"github.com/circsim/circsim/analysis/boundaries"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep/designs"
)

// Boundary is where the regimes of a task meet in the plane of an adaptive design: the places of one axis, as functions of
// the other.
type Boundary struct {
	Task   string
	Along  string // path of the axis whose values are chosen
	Across string // path of the axis on which the boundary is placed
	Points int
	Line   []BoundaryPoint // by value of Along, then of Across
}

// BoundaryPoint is a place of the boundary, in the units of the axes.
type BoundaryPoint struct {
	Along        float64
	Below, Above sim.Regime    // on the side of the lower and the higher values of Across
	Across       stat.Estimate // no bound where the nearest points set none
	Points       int           // that place it
}

// boundaryPlaces is how many values of an axis a boundary is placed at; every fourth of them is printed.
const boundaryPlaces = 45

// mapped collects the points of a boundary design.
type mapped struct {
	axes   []scenarios.Axis
	task   string
	seeds  int64
	at     [][2]float64 // in the unit square
	regime []sim.Regime
	of     []sim.Regime // of the seeds of the last point so far
}

// newMapped is nil for a design that follows no boundary.
func newMapped(m *output.Manifest) (*mapped, error) {
	if m.Design != scenarios.Adaptive {
		return nil, nil
	}
	s, err := studied(m)
	if err != nil || !s.Sweep.Maps() {
		return nil, err
	}
	return &mapped{axes: s.Sweep.Axes, task: s.Sweep.Boundary.Task, seeds: s.Sweep.Seeds}, nil
}

func (b *mapped) add(row *output.RunRow) {
	if row.Task.Name != b.task {
		return
	}
	if b.of = append(b.of, row.Task.Regime); int64(len(b.of)) < b.seeds {
		return
	}
	var at [2]float64
	for k, axis := range b.axes {
		at[k] = axis.Range.Part(scenarios.Number(row.Axis[k]))
	}
	b.at, b.regime, b.of = append(b.at, at), append(b.regime, designs.Mode(b.of)), b.of[:0]
}

// FindBoundary reads from a scenario's folder where the regimes meet that its adaptive design has mapped. The error is a
// *text.Refusal where the design follows no boundary. Memory grows with the number of points.
func FindBoundary(dir string) (*Boundary, error) {
	m, err := open(dir)
	if err != nil {
		return nil, err
	}
	b, err := newMapped(m)
	if err != nil {
		return nil, text.Refuse("%s: %w", dir, err)
	}
	if b == nil {
		return nil, text.Refuse("%s: design %s follows no boundary, expected an adaptive one with boundary", dir, m.Design)
	}
	for row, err := range rows(dir) {
		if err != nil {
			return nil, err
		}
		b.add(&row)
	}
	return b.boundary(), nil
}

// boundary takes the axis along for which more places have a single boundary between two regimes, the first axis if none
// is better.
func (b *mapped) boundary() *Boundary {
	labels, regimes := make([]int, len(b.regime)), []sim.Regime{}
	for i, r := range b.regime {
		if !slices.Contains(regimes, r) {
			regimes = append(regimes, r)
		}
		labels[i] = slices.Index(regimes, r)
	}
	if len(regimes) < 2 {
		return &Boundary{Task: b.task, Along: b.axes[0].Path, Across: b.axes[1].Path, Points: len(b.at)}
	}
	turned := make([][2]float64, len(b.at))
	for i, at := range b.at {
		turned[i] = [2]float64{at[1], at[0]}
	}
	places := make([]float64, boundaryPlaces)
	for i := range places {
		places[i] = float64(i) / (boundaryPlaces - 1)
	}
	along, line := 0, boundaries.Line(b.at, labels, places)
	if other := boundaries.Line(turned, labels, places); singles(other) > singles(line) {
		along, line = 1, other
	}
	found := &Boundary{Task: b.task, Along: b.axes[along].Path, Across: b.axes[1-along].Path, Points: len(b.at)}
	for _, p := range line {
		across := p.At
		across.Value, across.Low, across.High = b.value(1-along, across.Value), b.value(1-along, across.Low), b.value(1-along, across.High)
		found.Line = append(found.Line, BoundaryPoint{b.value(along, p.Along), regimes[p.Below], regimes[p.Above], across, p.Points})
	}
	return found
}

// singles counts the boundaries that are the only one between their labels at their place.
func singles(line []boundaries.LinePoint) (n int) {
	type pair struct {
		along     float64
		low, high int
	}
	times := map[pair]int{}
	of := func(p boundaries.LinePoint) pair {
		return pair{p.Along, min(p.Below, p.Above), max(p.Below, p.Above)}
	}
	for _, p := range line {
		times[of(p)]++
	}
	for _, p := range line {
		if times[of(p)] == 1 {
			n++
		}
	}
	return n
}

// value is that at a position of an axis, not rounded; an infinite position stays so.
func (b *mapped) value(axis int, position float64) float64 {
	if position-position != 0 {
		return position
	}
	return unrounded(b.axes[axis].Range, position)
}
