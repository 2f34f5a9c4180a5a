package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/quantities"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// bisection searches where a quantity passes a level along one axis, for every combination
// of values of the others and for every seed by itself: the seeds' thresholds show how sharp it is.
// The first batch is the grid of the axes; each further one halves every bracket that is still too wide.
type bisection struct {
	sweep    *scenarios.Sweep
	quantity quantities.Func
	searched int           // axis
	places   []map[any]int // of each axis: where a value stands
	trials   []trial       // by line, then seed
}

func newBisection(s *scenarios.Scenario) (*bisection, error) {
	of := s.Sweep.Threshold.Of
	quantity, ok := quantities.Of(of)
	if !ok {
		return nil, s.Fault("sweep.threshold.of", "sweep.threshold.of: no quantity %s%s", of, quantities.Hint(of))
	}
	b := &bisection{sweep: &s.Sweep, quantity: quantity, searched: s.Sweep.Searched()}
	lines := 1
	for k, axis := range s.Sweep.Axes {
		places := make(map[any]int, len(axis.Values))
		for i, v := range axis.Values {
			places[v] = i
		}
		b.places = append(b.places, places)
		if k != b.searched {
			lines *= len(axis.Values)
		}
	}
	b.trials = make([]trial, lines*int(s.Sweep.Seeds))
	return b, nil
}

func (b *bisection) task() string { return b.sweep.Threshold.Task }

// trial are the finished runs of one line and seed.
type trial struct {
	x    []float64
	side []designs.Side
}

// tell sorts a run by its line and seed.
func (b *bisection) tell(row *output.RunRow) {
	line := 0
	for k, axis := range b.sweep.Axes {
		if k != b.searched {
			line = line*len(axis.Values) + b.places[k][row.Axis[k]]
		}
	}
	t := &b.trials[line*int(b.sweep.Seeds)+int(row.Seed-1)]
	t.x = append(t.x, scenarios.Number(row.Axis[b.searched]))
	t.side = append(t.side, designs.SideOf(b.quantity(&row.Task, &row.Network), b.sweep.Threshold.Level))
}

// next halves the brackets, in the order of lines, then seeds, then values.
func (b *bisection) next() batch {
	var all []Point
	for i, t := range b.trials {
		line, seed := i/int(b.sweep.Seeds), int64(i)%b.sweep.Seeds+1
		for _, x := range designs.Refine(t.x, t.side, b.split) {
			all = append(all, Point{Values: b.values(line, x), Seed: seed})
		}
	}
	return listed(all)
}

// values are those of all axes on a line.
func (b *bisection) values(line int, x float64) []any {
	values := make([]any, len(b.sweep.Axes))
	for k := len(b.sweep.Axes) - 1; k >= 0; k-- {
		axis := b.sweep.Axes[k]
		if k == b.searched {
			values[k] = axis.Range.Value(x)
			continue
		}
		values[k] = axis.Values[line%len(axis.Values)]
		line /= len(axis.Values)
	}
	return values
}

// split halves a bracket that is wider than the resolution and than the key's own grain.
func (b *bisection) split(low, high float64) (float64, bool) {
	along := b.sweep.Axes[b.searched].Range
	if along.Width(low, high) <= b.sweep.Threshold.Resolution {
		return 0, false
	}
	return along.Middle(low, high)
}

// listed is a batch of one round with the points as they stand, none where there are none.
func listed(all []Point) batch {
	if len(all) == 0 {
		return batch{}
	}
	return batch{
		[]output.Round{{Runs: int64(len(all)), RunsPerPart: adaptiveRuns}},
		func(i int64) ([]any, int64) { return all[i].Values, all[i].Seed },
	}
}
