package summary

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// search collects what the rows of an adaptive design say about its threshold.
type search struct {
	axes     []output.Axis
	sweep    *scenarios.Sweep
	axis     int // the searched one
	quantity output.Quantity
	lines    []*searched // in the order of the table
	byValues map[string]*searched
}

// searched is one line along the searched axis.
type searched struct {
	at    []any // values of the other axes
	seeds map[int64]*trial
	runs  int64
}

// newSearch is nil for a design that searches no threshold.
func newSearch(m *output.Manifest) (*search, error) {
	if m.Design != scenarios.Adaptive {
		return nil, nil
	}
	s, err := studied(m)
	if err != nil || !s.Sweep.Bisects() {
		return nil, err
	}
	quantity, ok := output.QuantityOf(s.Sweep.Threshold.Of)
	if !ok {
		return nil, fmt.Errorf("sweep.threshold.of: no quantity %s", s.Sweep.Threshold.Of)
	}
	return &search{m.Axes, &s.Sweep, s.Sweep.Searched(), quantity, nil, map[string]*searched{}}, nil
}

func (s *search) add(row *output.RunRow) {
	if row.Task.Name != s.sweep.Threshold.Task {
		return
	}
	at := others(row.Axis, s.axis)
	key := fmt.Sprintf("%#v", at)
	line := s.byValues[key]
	if line == nil {
		line = &searched{at: s.shown(at), seeds: map[int64]*trial{}}
		s.byValues[key] = line
		s.lines = append(s.lines, line)
	}
	line.runs++
	if line.seeds[row.Seed] == nil {
		line.seeds[row.Seed] = new(trial)
	}
	x := scenarios.Number(row.Axis[s.axis])
	line.seeds[row.Seed].add(x, designs.SideOf(s.quantity(&row.Task, &row.Network), s.sweep.Threshold.Level))
}

// shown returns the values of the other axes as people read them.
func (s *search) shown(at []any) []any {
	all := make([]any, len(at))
	for i, axis := range others(s.axes, s.axis) {
		all[i] = axis.Shown(at[i])
	}
	return all
}

// trial is the results of one seed on one line.
type trial struct {
	x    []float64
	side []designs.Side
	full int // number of positions at which they are thinned; 0: enough
}

// enough is the smallest number of positions that are thinned.
const enough = 64

func (t *trial) add(x float64, side designs.Side) {
	if side == designs.Unknown {
		return
	}
	t.x, t.side = append(t.x, x), append(t.side, side)
	if len(t.x) >= max(enough, t.full) {
		t.thin()
		t.full = 2 * len(t.x)
	}
}

func (t *trial) brackets() []designs.Bracket { return designs.Brackets(t.x, t.side) }

// thin keeps the outermost positions and those that bound a bracket. After its first round the search
// stays within brackets, so that no other position can become a bound.
func (t *trial) thin() {
	bounds := map[float64]bool{slices.Min(t.x): true, slices.Max(t.x): true}
	for _, b := range t.brackets() {
		bounds[b.Low], bounds[b.High] = true, true
	}
	var kept trial
	for i, x := range t.x {
		if bounds[x] {
			kept.x, kept.side = append(kept.x, x), append(kept.side, t.side[i])
		}
	}
	t.x, t.side = kept.x, kept.side
}
