package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"pgregory.net/rapid"
)

// drawScales is any series of means with any gaps and weights.
func drawScales(t *rapid.T, least, most int) *scales {
	n := rapid.IntRange(least, most).Draw(t, "scales")
	c := &scales{}
	log := 0.0
	for range n {
		log += rapid.Float64Range(0.1, 2).Draw(t, "gap")
		c.x, c.log = append(c.x, math.Exp(log)), append(c.log, log)
		c.mean = append(c.mean, rapid.Float64Range(-1, 1).Draw(t, "mean"))
		c.weight = append(c.weight, rapid.Float64Range(0.5, 5).Draw(t, "weight"))
	}
	return c
}

// residual is that of the best floor and ceiling for a way from 0 to 1, the slow and obvious way.
func residual(c *scales, way func(log float64) float64) float64 {
	var r stat.Regression
	r.Degree = 1
	for k, log := range c.log {
		r.Add(way(log), c.mean[k], c.weight[k])
	}
	if r.XX < 1e-9 { // nothing rises
		return math.NaN()
	}
	r.Solve(0)
	return r.RSS
}

// No ramp of a fine grid is better than the fitted one, and it leaves what it says.
func TestRampsFitExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScales(t, 4, 9)
		f := newRamps(c)
		f.set(c.mean)
		best := f.fit()
		ramp := func(start, end float64) func(float64) float64 {
			return func(log float64) float64 { return clamp((log-start)/(end-start), 0, 1) }
		}
		if got := residual(c, ramp(c.log[0]+best.start, c.log[0]+best.end)); math.Abs(got-best.rss) > 1e-9 {
			t.Fatalf("leaves %g, says %g", got, best.rss)
		}
		const steps = 60
		span := c.log[len(c.log)-1] - c.log[0]
		for i := range steps {
			for j := i + 1; j <= steps; j++ {
				start, end := c.log[0]+span*float64(i)/steps, c.log[0]+span*float64(j)/steps
				if rss := residual(c, ramp(start, end)); rss < best.rss-1e-9 {
					t.Fatalf("%g from %g to %g, %g from %g to %g", best.rss, best.start, best.end, rss, start-c.log[0], end-c.log[0])
				}
			}
		}
		if near := f.near(best); near != best {
			t.Fatalf("%v near %v", near, best)
		}
	})
}

// No ramp with joins up to two points away from those that near finds is better, wherever it starts.
func TestNearFindsTheBestRampAround(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScales(t, 4, 20)
		f := newRamps(c)
		f.set(c.mean)
		last := rapid.IntRange(0, len(c.x)-2).Draw(t, "last")
		found := f.near(bend{last: last, first: rapid.IntRange(last+1, len(c.x)-1).Draw(t, "first")})
		for last := max(0, found.last-2); last <= min(len(c.x)-2, found.last+2); last++ {
			for first := max(last+1, found.first-2); first <= min(len(c.x)-1, found.first+2); first++ {
				if better := f.better(found, last, first); better.last != found.last || better.first != found.first {
					t.Fatalf("found %+v, but %+v is better", found, better)
				}
			}
		}
	})
}

// A fit of any form leaves what it says, is a minimum, and no sigmoid of a coarse grid is much better.
func TestSigmoidsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScales(t, 5, 9)
		form := form(rapid.IntRange(0, 2).Draw(t, "form"))
		f := newSigmoids(form, c)
		best := f.fit(c.mean)
		of := func(middle, slope float64) float64 {
			return residual(c, func(log float64) float64 {
				g, _ := form.at(math.Exp(slope) * (log - middle))
				return g
			})
		}
		if got := of(best.middle, best.slope); math.Abs(got-best.rss) > 1e-6 {
			t.Fatalf("leaves %g, says %g", got, best.rss)
		}
		again := &scales{x: c.x, log: c.log, weight: c.weight}
		for _, log := range c.log {
			again.mean = append(again.mean, best.at(log))
		}
		if rss := residual(again, func(log float64) float64 { return best.at(log) }); rss > 1e-12 {
			t.Fatalf("curve is not its floor and ceiling: %g", rss)
		}
	})
}

// Without noise a curve is found again, wherever it is in the scales.
func TestSigmoidsFindTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScales(t, 8, 30)
		form := form(rapid.IntRange(0, 2).Draw(t, "form"))
		n := len(c.log)
		true := curve{
			form: form, floor: rapid.Float64Range(-1, 1).Draw(t, "floor"), ceiling: rapid.Float64Range(2, 3).Draw(t, "ceiling"),
			middle: rapid.Float64Range(c.log[2], c.log[n-3]).Draw(t, "middle"),
			slope:  math.Log(rapid.Float64Range(8, 16).Draw(t, "h") / (c.log[n-1] - c.log[0])),
		}
		for k, log := range c.log {
			c.mean[k] = true.at(log)
		}
		got := newSigmoids(form, c).fit(c.mean)
		if got.rss > 1e-10 || math.Abs(got.middle-true.middle) > 1e-3 || math.Abs(got.slope-true.slope) > 1e-3 {
			t.Fatalf("%+v instead of %+v", got, true)
		}
		level := rapid.Float64Range(true.floor+0.01, true.ceiling-0.01).Draw(t, "level")
		if v := true.at(true.passes(level)); math.Abs(v-level) > 1e-9 {
			t.Fatalf("passes %g at %g", level, v)
		}
	})
}

// Curves that rise within one step are the limit of steep ones.
func TestSharpestIsTheSteepLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawScales(t, 5, 9)
		rss, at := c.sharpest()
		want := math.Inf(1)
		for k := 1; k < len(c.x)-1; k++ {
			var before, after stat.Regression
			for i := range c.x {
				switch {
				case i < k:
					before.Add(0, c.mean[i], c.weight[i])
				case i > k:
					after.Add(0, c.mean[i], c.weight[i])
				}
			}
			want = min(want, before.YY+after.YY)
		}
		if math.Abs(rss-want) > 1e-12 || at < 1 || at > len(c.x)-2 {
			t.Fatalf("%g at %d, want %g", rss, at, want)
		}
	})
}
