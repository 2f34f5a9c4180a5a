package thresholds

import (
	"math"
	"testing"
)

// coverSigmoids counts how often the intervals hold middle and width of the curve that fits the expected scores.
func coverSigmoids(d design) (middle, width *tally) {
	middle, width = &tally{}, &tally{}
	repeat(*trials, func(trial int) {
		s, threshold := d.draw(hillShape, trial)
		c := d.expected(hillShape, threshold)
		truth := newSigmoids(logistic, c).fit(c.mean)
		got := FitSigmoid(s, draws(trial))
		middle.add(math.Exp(truth.middle), got.Middle)
		width.add(decades(truth.slope), got.Width)
	})
	return middle, width
}

func TestCoverageOfSigmoids(t *testing.T) {
	for _, d := range []design{
		{seeds: 5, scales: 12, span: 3, width: .5, items: 100, floor: .25, ceiling: .9},
		{seeds: 5, scales: 8, span: 3, width: 1, items: 100, floor: .25, ceiling: .9},
		{seeds: 10, scales: 8, span: 2, width: .6, items: 1000, floor: .25, ceiling: .9},
		{seeds: 10, scales: 20, span: 3, width: .2, items: 1000, floor: .1, ceiling: .9},
		{seeds: 20, scales: 12, span: 3, width: .5, sd: .05, ceiling: 1},
		{seeds: 5, scales: 20, span: 3, width: 1, sd: .1, ceiling: 1},
		{seeds: 3, scales: 12, span: 3, width: .7, sd: .05, ceiling: 1},
		{seeds: 5, scales: 12, span: 2, width: .5, sd: .05, shift: .05, ceiling: 1},
		{seeds: 10, scales: 12, span: 2, width: .5, sd: .05, shift: .1, ceiling: 1},
		{seeds: 20, scales: 20, span: 3, width: .5, items: 100, shift: .1, floor: .25, ceiling: .9},
		{seeds: 5, loose: true, scales: 12, span: 3, width: .5, sd: .1, ceiling: 1},
		{seeds: 2, scales: 16, span: 3, width: .6, sd: .05, ceiling: 1},
		{seeds: 1, scales: 12, span: 3, width: .6, items: 1000, floor: .25, ceiling: .9},
		{seeds: 1, scales: 20, span: 3, width: .6, items: 100, floor: 0, ceiling: .9},
		{seeds: 1, scales: 12, span: 3, width: .8, sd: .05, published: true, ceiling: 1},
		{seeds: 1, scales: 20, span: 3, width: .6, sd: .05, ceiling: 1},
	} {
		t.Run(d.String(), func(t *testing.T) {
			t.Parallel()
			middle, width := coverSigmoids(d)
			covers(t, "middle", d, middle)
			coversUpTo(t, "width", d, width, 0.99) // they hold widths of other forms too
		})
	}
}

// Where the seeds' thresholds differ by a third of the width of a single seed's rise, the width of the mean curve
// is that of a variance over seeds, of which few seeds know little: the intervals fall short of 95%.
func TestCoverageOfWidthsFallsShort(t *testing.T) {
	for _, c := range []struct {
		design
		least float64
	}{
		{design{seeds: 5, scales: 12, span: 2, width: .3, sd: .05, shift: .1, ceiling: 1}, .75},
		{design{seeds: 10, scales: 12, span: 2, width: .3, sd: .05, shift: .1, ceiling: 1}, .85},
		{design{seeds: 20, scales: 12, span: 2, width: .3, sd: .05, shift: .1, ceiling: 1}, .90},
		{design{seeds: 20, scales: 20, span: 3, width: .5, items: 100, shift: .15, floor: .25, ceiling: .9}, .90},
	} {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			middle, width := coverSigmoids(c.design)
			covers(t, "middle", c.design, middle)
			t.Logf("%-8s %-70v %v", "width", c.design, width)
			if width.covered() < c.least {
				t.Errorf("width %v", width)
			}
		})
	}
}
