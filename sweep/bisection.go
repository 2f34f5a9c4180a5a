package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// bisection searches for the values of one axis at which a quantity crosses a level. A line is one
// combination of values of the other axes. Every line and every seed is searched separately, since
// the spread of the thresholds over seeds shows how sharp the transition is. The first batch is the
// grid of the axes. Each later batch halves every bracket that is still too wide.
type bisection struct {
	sweep    *scenarios.Sweep
	quantity output.Quantity
	searched int           // index of the searched axis
	places   []map[any]int // for each axis, the index of each of its values
	searches []search      // by line, then seed
	shard    Shard         // makes the searches that runs are chosen for
}

// search holds the finished runs of one line and seed: values of the searched axis, and on which
// side of the level the quantity lies there.
type search struct {
	x    []float64
	side []designs.Side
}

func newBisection(s *scenarios.Scenario) (*bisection, error) {
	of := s.Sweep.Threshold.Of
	quantity, ok := output.QuantityOf(of)
	if !ok {
		return nil, s.Fault("sweep.threshold.of", "sweep.threshold.of: no quantity %s%s", of, output.QuantityHint(of))
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
	b.searches = make([]search, lines*int(s.Sweep.Seeds))
	return b, nil
}

func (b *bisection) task() string { return b.sweep.Threshold.Task }

// share leaves a shard its runs of the first batch. Later batches are of searches that have runs, and so of the same ones.
func (b *bisection) share(first batch, shard Shard) batch {
	b.shard = shard
	var own []int64
	for i := range first.runs() {
		if values, seed := first.point(i); shard.makes(b.searchOf(values, seed)) {
			own = append(own, i)
		}
	}
	if len(own) == 0 {
		return batch{}
	}
	n := int64(len(own))
	return batch{[]output.Round{{Runs: n, RunsPerPart: runsPerPart(n)}}, func(i int64) ([]any, int64) { return first.point(own[i]) }}
}

// ownSearches is the number of searches of the shard.
func (b *bisection) ownSearches() (n int64) {
	for i := range b.searches {
		if b.shard.makes(i) {
			n++
		}
	}
	return n
}

// searchOf is the number of the search of a line and a seed.
func (b *bisection) searchOf(values []any, seed int64) int {
	line := 0
	for k, axis := range b.sweep.Axes {
		if k != b.searched {
			line = line*len(axis.Values) + b.places[k][values[k]]
		}
	}
	return line*int(b.sweep.Seeds) + int(seed-1)
}

// tell adds a run to the search of its line and seed.
func (b *bisection) tell(row *output.RunRow) {
	s := &b.searches[b.searchOf(row.Axis, row.Seed)]
	s.x = append(s.x, scenarios.Number(row.Axis[b.searched]))
	s.side = append(s.side, designs.SideOf(b.quantity(&row.Task, &row.Network), b.sweep.Threshold.Level))
}

// next halves the brackets in the order of lines, then seeds, then values.
func (b *bisection) next() batch {
	var points []Point
	for i, s := range b.searches {
		line, seed := i/int(b.sweep.Seeds), int64(i)%b.sweep.Seeds+1
		for _, x := range designs.Refine(s.x, s.side, b.split) {
			points = append(points, Point{Values: b.values(line, x), Seed: seed})
		}
	}
	if len(points) == 0 {
		return batch{}
	}
	return batch{
		[]output.Round{{Runs: int64(len(points)), RunsPerPart: adaptiveRunsPerPart}},
		func(i int64) ([]any, int64) { return points[i].Values, points[i].Seed },
	}
}

// values are those of all axes, on a line and at x of the searched axis.
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

// split halves a bracket, unless it is as narrow as the resolution or has no value inside it.
func (b *bisection) split(low, high float64) (float64, bool) {
	along := b.sweep.Axes[b.searched].Range
	if along.Width(low, high) <= b.sweep.Threshold.Resolution {
		return 0, false
	}
	return along.Middle(low, high)
}
