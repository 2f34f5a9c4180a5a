package sweep

import "github.com/circsim/circsim/scenarios"

// extent bounds all rounds of an adaptive design.
type extent struct {
	least, most int64 // runs
	parts       int   // of the most runs
	rounds      int   // at most
}

// add adds a round of at most so many runs.
func (e *extent) add(runs int64) {
	e.most += runs
	e.parts += int((runs + adaptiveRunsPerPart - 1) / adaptiveRunsPerPart)
	e.rounds++
}

// extent bounds a search. Every interval of the first grid holds at most one bracket of each search, which a round halves.
func (b *bisection) extent(first batch) extent {
	e := extent{least: first.runs()}
	for _, r := range first.rounds {
		e.most += r.Runs
		e.parts += int((r.Runs + r.RunsPerPart - 1) / r.RunsPerPart)
	}
	e.rounds = 1
	values := b.sweep.Axes[b.searched].Values
	var brackets []int64 // of one search that are halved, by round
	for i := range values[1:] {
		// A bracket spans several intervals where the quantity is undefined between them. It needs no more halvings than
		// they do together, if they need one each.
		for round := range max(1, b.halvings(scenarios.Number(values[i]), scenarios.Number(values[i+1]))) {
			if round == len(brackets) {
				brackets = append(brackets, 0)
			}
			brackets[round]++
		}
	}
	searches := b.ownSearches()
	for _, n := range brackets {
		e.add(n * searches)
	}
	return e
}

// halvings bounds the rounds until a bracket is narrow enough, whatever halves are chosen. Halves are equally wide but for
// rounding: to whole numbers, where every choice is followed, or to twelve digits, which may take one round more.
func (b *bisection) halvings(low, high float64) int {
	along := b.sweep.Axes[b.searched].Range
	n := 0
	for from, middle := low, 0.0; ; n++ {
		var ok bool
		if middle, ok = b.split(from, high); !ok {
			break
		}
		from = middle
	}
	if _, whole := along.From.(int64); whole && n <= maxFollowed {
		return b.deepest(low, high)
	}
	return n + 1
}

// maxFollowed is the number of halvings up to which every choice of halves is followed.
const maxFollowed = 16

// deepest is the most halvings of any choice of halves.
func (b *bisection) deepest(low, high float64) int {
	middle, ok := b.split(low, high)
	if !ok {
		return 0
	}
	return 1 + max(b.deepest(low, middle), b.deepest(middle, high))
}

// extent bounds a map, whose rounds are known unless values are rounded: then points coincide, and it may end early.
func (m *mapping) extent(first batch) extent {
	var e extent
	for points := int64(0); points < m.sweep.Points; {
		round := min(max(firstPoints, points/4), m.sweep.Points-points)
		points += round
		e.add(round * m.sweep.Seeds)
	}
	e.least = e.most
	for _, axis := range m.sweep.Axes {
		if _, whole := axis.Range.From.(int64); whole {
			e.least = first.runs()
		}
	}
	return e
}
