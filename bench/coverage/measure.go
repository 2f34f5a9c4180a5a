package main

import (
	"context"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/random"
)

// resamples is the number of resamples of each interval, as of large tables.
const resamples = 119

// estimators are what is measured on every curve.
var estimators = []string{"onset", "half_rise", "width", "breakpoint"}

// answer is an estimate with its truth.
type answer struct {
	truth float64
	stat.Estimate
}

// answers estimates everything on a curve. The truth of a breakpoint is that of the ramp that fits the expected scores.
func (c curve) answers(trial int) []answer {
	b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(int64(trial), "coverage bootstrap")}
	g := thresholds.Gather(c.Series)
	onset, rise, ramp := g.Onset(b), g.Sigmoid(b), g.Ramp(b)
	least := math.NaN() // without noise, any score above chance counts, and a curve may have it everywhere
	if onset.Critical > floor*(1+1e-6) {
		least = c.passes((onset.Critical - floor) / (ceiling - floor))
	}
	return []answer{
		{least, onset.Scale},
		{c.passes(0.5), rise.Middle},
		{math.Log10(c.passes(0.9) / c.passes(0.1)), rise.Width},
		{thresholds.Gather(c.expected()).Ramp(stat.Bootstrap{}).Start.Value, ramp.Start},
	}
}

// tally counts where truths lie.
type tally struct{ inside, below, above, undefined int }

func (t *tally) count(a answer) {
	const rounding = 1e-9
	switch {
	case !a.Defined() || math.IsNaN(a.truth) || math.IsInf(a.truth, 0):
		t.undefined++
	case a.truth < a.Low*(1-rounding):
		t.below++
	case a.truth > a.High*(1+rounding):
		t.above++
	default:
		t.inside++
	}
}

func (t *tally) add(u tally) {
	t.inside += u.inside
	t.below += u.below
	t.above += u.above
	t.undefined += u.undefined
}

func (t *tally) told() int { return t.inside + t.below + t.above }

// covered is the share of intervals that hold the truth; NaN if there are none.
func (t *tally) covered() float64 { return float64(t.inside) / float64(t.told()) }

// measured is a design with its tallies, by estimator.
type measured struct {
	design
	tallies []tally
}

// measure makes a number of curves of every design.
func measure(ctx context.Context, designs []design, trials int) ([]measured, error) {
	return stat.Parallel(ctx, len(designs), func(i int) measured {
		m := measured{designs[i], make([]tally, len(estimators))}
		for trial := range trials {
			for e, a := range designs[i].draw(trial).answers(trial) {
				m.tallies[e].count(a)
			}
		}
		return m
	})
}

// all are the designs of every shape, noise, spacing and number of scales among these.
func all(counts []int) (list []design) {
	for _, s := range shapes {
		for _, n := range noises {
			for _, p := range spacings {
				for _, scales := range counts {
					list = append(list, design{s, n, p, scales})
				}
			}
		}
	}
	return list
}
