package summary

import (
	"cmp"
	"maps"
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// thresholds summarizes the lines.
func (s *search) thresholds() *Thresholds {
	t := s.sweep.Threshold
	found := &Thresholds{Of: t.Of, Task: t.Task, Level: t.Level, Along: t.Along, Resolution: t.Resolution}
	for _, axis := range others(s.sweep.Axes, s.axis) {
		found.Others = append(found.Others, axis.Path)
	}
	for _, line := range s.lines {
		found.Lines = append(found.Lines, line.conclude(s.sweep.Axes[s.axis].Range))
	}
	return found
}

// order is the place of a passage among those of its direction on a line, counted from the upper end.
type order struct {
	before int
	up     bool
}

func (l *searched) conclude(along *scenarios.Range) ThresholdLine {
	line := ThresholdLine{At: l.at, Seeds: int64(len(l.seeds)), Runs: l.runs}
	passes := map[order][]designs.Bracket{}
	for _, seed := range slices.Sorted(maps.Keys(l.seeds)) {
		trial := l.seeds[seed]
		brackets := trial.brackets()
		switch {
		case len(brackets) > 0:
			before := map[bool]int{}
			for _, b := range slices.Backward(brackets) {
				place := order{before[b.Up], b.Up}
				before[b.Up]++
				passes[place] = append(passes[place], b)
			}
		case len(trial.x) == 0:
			line.Unknown++
		case trial.side[0] == designs.Below:
			line.Below++
		default:
			line.Above++
		}
	}
	places := slices.SortedFunc(maps.Keys(passes), func(a, b order) int {
		rising := map[bool]int{true: 0, false: 1}
		return cmp.Or(cmp.Compare(a.before, b.before), cmp.Compare(rising[a.up], rising[b.up]))
	})
	for _, place := range places {
		line.Passes = append(line.Passes, pass(place, passes[place], along))
	}
	return line
}

// pass summarizes the seeds that pass the level at one place of the order.
func pass(place order, brackets []designs.Bracket, along *scenarios.Range) Pass {
	p := Pass{Before: place.before, Up: place.up, Seeds: int64(len(brackets))}
	at := make([]float64, len(brackets))
	for i, b := range brackets {
		at[i], _ = along.Middle(b.Low, b.High)
		p.Width = max(p.Width, along.Width(b.Low, b.High))
	}
	slices.Sort(at)
	p.Lowest, p.Highest = at[0], at[len(at)-1]
	p.Median, _ = along.Middle(at[(len(at)-1)/2], at[len(at)/2])
	return p
}
