package sweep

import (
	"fmt"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
	"pgregory.net/rapid"
)

// No search makes more runs, nor more rounds, than its extent says, whatever the quantity is: its sides are drawn at
// random here, now and then undefined. Where it passes the level in every interval of the first grid, as here, and is
// defined and not rounded, the most is nearly what it makes.
func TestExtentBoundsSearches(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		from := rapid.IntRange(1, 500).Draw(r, "from")
		to := from + rapid.IntRange(40, 5000).Draw(r, "span")
		points := rapid.IntRange(2, 9).Draw(r, "points")
		spacing := rapid.SampledFrom([]string{"log", "linear"}).Draw(r, "spacing")
		resolution := rapid.SampledFrom([]float64{0.3, 0.1, 0.01, 0.001}).Draw(r, "resolution")
		path := rapid.SampledFrom([]string{"training.steps", "tasks.first.memorization.gain"}).Draw(r, "path")
		undefined := rapid.Bool().Draw(r, "undefined")
		s := design(t, fmt.Sprintf(`  design: adaptive
  threshold: {of: test_accuracy, task: first, level: 0.5, along: %s, resolution: %g}
  axes: [{path: %s, %s: {from: %d, to: %d, points: %d}}]
`, path, resolution, path, spacing, from, to, points))
		plan, err := NewPlan(s)
		if err != nil {
			r.Fatal(err)
		}
		b := plan.adaptive.(*bisection)
		all := b.extent(plan.first)
		q := &b.searches[0]
		for i, v := range s.Sweep.Axes[0].Values {
			q.x, q.side = append(q.x, scenarios.Number(v)), append(q.side, designs.Below+designs.Side(i%2))
		}
		rounds := 1
		for {
			next := designs.Refine(q.x, q.side, b.split)
			if len(next) == 0 {
				break
			}
			rounds++
			for _, x := range next {
				side := rapid.SampledFrom([]designs.Side{designs.Below, designs.Above}).Draw(r, "side")
				if undefined && rapid.IntRange(0, 9).Draw(r, "undefined here") == 0 {
					side = designs.Unknown
				}
				q.x, q.side = append(q.x, x), append(q.side, side)
			}
		}
		if runs := int64(len(q.x)); runs > all.most || runs < all.least || rounds > all.rounds {
			r.Fatalf("%d runs in %d rounds, expected %d to %d in at most %d", runs, rounds, all.least, all.most, all.rounds)
		}
		if runs, intervals := int64(len(q.x)), int64(points-1); !undefined && path != "training.steps" && runs < all.most-2*intervals {
			r.Fatalf("%d runs, expected %d, or two less in each of %d intervals", runs, all.most, intervals)
		}
	})
}
