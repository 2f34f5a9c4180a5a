package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
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
			covers(t, "width", d, width)
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

// Replicates that are all alike leave no noise, but the value lies in its interval.
func TestIntervalOfReplicatesAllAlikeHoldsTheValue(t *testing.T) {
	var s stat.Series
	s.Chance = math.NaN()
	for i := range 12 {
		x := math.Pow(10, float64(i)/3)
		for seed := range int64(5) {
			s.Observations = append(s.Observations, stat.Observation{X: x, Y: math.Tanh(x/50) - 0.1*math.Sqrt(x/1e4), Seed: seed, Error: math.NaN()})
		}
	}
	rise := FitSigmoid(s, stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "alike")})
	if m := rise.Middle; !(m.Low <= m.Value && m.Value <= m.High) || m.High > 1.001*m.Low {
		t.Errorf("half rise %v [%v, %v]", m.Value, m.Low, m.High)
	}
}
