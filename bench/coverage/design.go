package main

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// floor and ceiling are the scores before and after every rise; the floor is the chance level.
const floor, ceiling = 0.25, 0.95

// noise is how the scores of a design differ from their curve.
type noise struct {
	name  string
	seeds int
	sd    float64 // of scores
	heavy bool    // scores have Student's t with three degrees of freedom
	items int     // of test sets; 0: none
	apart float64 // standard deviation of the models' half rises, in widths
}

var noises = []noise{
	{name: "none", seeds: 5},
	{name: "five seeds", seeds: 5, sd: 0.03},
	{name: "five heavy-tailed seeds", seeds: 5, sd: 0.03, heavy: true},
	{name: "test sets", seeds: 1, items: 500},
	{name: "one replicate", seeds: 1, sd: 0.03},
	{name: "one heavy-tailed replicate", seeds: 1, sd: 0.03, heavy: true},
	{name: "unlike models", seeds: 1, items: 500, apart: 0.3},
}

// spacing is how the scales of a design lie.
type spacing struct {
	name  string
	width float64 // decades of the rise
	scale func(k, n int) float64
	half  func(u float64) float64 // a half rise, for u between 0 and 1
}

var spacings = []spacing{
	{"logarithmic", 0.6, func(k, n int) float64 { return math.Pow(10, 6+3*float64(k)/float64(n-1)) }, func(u float64) float64 { return math.Pow(10, 7.2+0.6*u) }},
	{"linear", 0.3, func(k, n int) float64 { return 1e6 * float64(k+1) / float64(n) }, func(u float64) float64 { return 1e6 * (0.35 + 0.3*u) }},
}

// counts are the numbers of scales.
var counts = []int{5, 8, 12, 20, 40}

// design is a way of making curves whose answers are known.
type design struct {
	shape
	noise
	spacing
	scales int
}

// curve is one series of a design, with the expected score on it.
type curve struct {
	stat.Series
	design
	half float64 // half rise
	mean shape   // of the expected score
}

// draw makes the curve number trial.
func (d design) draw(trial int) curve {
	draws := random.NewStream(int64(trial), "coverage", d.shape.name, d.noise.name, d.spacing.name, string(rune(d.scales)))
	next := uint64(0)
	uniform := func() float64 { next++; return draws.Uniform(next) }
	normal := func() float64 { next++; return draws.Normal(next) }
	c := curve{design: d, half: d.spacing.half(uniform()), mean: d.shape}
	if d.apart > 0 {
		c.mean = d.blurred(d.apart)
	}
	c.Chance = floor
	for seed := range d.seeds {
		for k := range d.scales {
			o := stat.Observation{X: d.scale(k, d.scales), Seed: int64(seed), Items: float64(d.items), Error: math.NaN()}
			if d.seeds == 1 {
				o.Seed = stat.NoSeed
			}
			o.Y = floor + (ceiling-floor)*d.shape.at(c.widths(o.X)-d.apart*normal())
			if d.items > 0 {
				o.Y = answered(o.Y, d.items, uniform)
			}
			noise := normal()
			if d.heavy {
				a, b, e := normal(), normal(), normal()
				noise *= math.Sqrt(1 / (a*a + b*b + e*e)) // t with three degrees of freedom and variance 1
			}
			o.Y += d.sd * noise
			c.Observations = append(c.Observations, o)
		}
	}
	return c
}

// answered is the share of right answers to a test set.
func answered(p float64, items int, uniform func() float64) float64 {
	right := 0.0
	for range items {
		if uniform() < p {
			right++
		}
	}
	return right / float64(items)
}

// widths is the distance of x from the half rise, in widths.
func (c curve) widths(x float64) float64 { return math.Log10(x/c.half) / c.spacing.width }

// passes is where the expected score reaches a share of its rise.
func (c curve) passes(share float64) float64 {
	return c.half * math.Pow(10, c.spacing.width*inverse(c.mean.at, share))
}

// expected is the series of expected scores.
func (c curve) expected() stat.Series {
	s := stat.Series{Chance: floor}
	for k := range c.scales {
		x := c.scale(k, c.scales)
		s.Observations = append(s.Observations, stat.Observation{X: x, Y: floor + (ceiling-floor)*c.mean.at(c.widths(x)), Seed: stat.NoSeed, Error: math.NaN()})
	}
	return s
}
