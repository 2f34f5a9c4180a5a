package main

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/transitions"
)

// outcomeNoises are how outcomes differ from their curve.
var outcomeNoises = []struct {
	name     string
	sd       float64 // of outcomes
	heavy    bool
	seedwise float64 // standard deviation of the seeds' half rises, in widths
}{
	{name: "normal", sd: 0.1},
	{name: "heavy-tailed", sd: 0.1, heavy: true},
	{name: "seeds differ", sd: 0.02, seedwise: 0.3},
}

const (
	phaseSeeds = 11
	phaseWidth = 0.4 // decades of the rise
)

// phases estimate boundaries, peaks and collapses of rises of every shape but that which rests half way: such a rise passes the
// level anywhere along its rest, and has two peaks of the susceptibility.
func phases() (list []experiment) {
	for _, s := range shapes[:len(shapes)-1] {
		for _, n := range outcomeNoises {
			mean := s
			if n.seedwise > 0 {
				mean = s.blurred(n.seedwise)
			}
			// curve holds outcomes about a half rise, over scales that begin anywhere within a step.
			curve := func(draws *deviates, half, width, sharper float64) stat.Series {
				of := stat.Series{Chance: math.NaN()}
				first := half * math.Pow(10, -0.8-0.1*draws.stream.Uniform(1<<40))
				for seed := range phaseSeeds {
					own := n.seedwise * draws.normal()
					for k := range 17 {
						x := first * math.Pow(10, 0.1*float64(k))
						y := s.at(sharper*math.Log10(x/half)/width-own) + n.sd*draws.draw()
						of.Observations = append(of.Observations, stat.Observation{X: x, Y: y, Seed: int64(seed), Error: math.NaN()})
					}
				}
				return of
			}
			list = append(list, experiment{s.name, n.name, func(trial int) []named {
				draws := newDeviates(trial, n.heavy, "phases", s.name, n.name)
				half := math.Pow(10, 3+draws.stream.Uniform(1<<41))
				b := drawing(trial)
				runs := func(half float64) (list []transitions.Run) {
					for _, o := range curve(draws, half, phaseWidth, 1).Observations {
						list = append(list, transitions.Run{X: 1, Y: o.X, Value: o.Y, Seed: o.Seed})
					}
					return list
				}
				passed := func(half float64) float64 { return half * math.Pow(10, phaseWidth*inverse(mean.at, 0.5)) }
				shrinking, growing := runs(half), runs(2*half)
				boundary := transitions.FindBoundary(shrinking, 0.5, transitions.LastRise, b)
				gap := transitions.MeasureHysteresis(growing, shrinking, 0.5, transitions.LastRise, b)
				answers := []named{
					{"`critical_data_size`", answer{passed(half), boundary.Y[0]}},
					{"`hysteresis_width`", answer{math.Log10(2), gap.Mean.Width}},
				}
				if n.seedwise > 0 {
					chi := transitions.MeasureSusceptibility(curve(draws, half, phaseWidth, 1), func(float64) float64 { return 1 }, b)
					answers = append(answers, named{"`susceptibility_peak`", answer{half * math.Pow(10, phaseWidth*s.mostVaried(n.seedwise)), chi.Place}})
					return answers
				}
				var sizes []transitions.Sized
				for _, size := range []float64{100, 500, 2500} {
					sizes = append(sizes, transitions.Sized{Size: size, Series: collapsing(s, draws, half, size, n.sd)})
				}
				b.Resamples = 80
				collapse := transitions.FindCollapse(sizes, b)
				return append(answers, named{"`collapse_critical`", answer{half, collapse.Critical}}, named{"`collapse_inverse_nu`", answer{inverseNu, collapse.InverseNu}})
			}})
			if n.seedwise == 0 {
				list = append(list, experiment{s.name, n.name, func(trial int) []named {
					return peaked(s, newDeviates(trial, n.heavy, "peaks", s.name, n.name), n.sd, drawing(trial))
				}})
			}
		}
	}
	return list
}

// inverseNu is that of the collapse.
const inverseNu = 0.4

// collapsing is a rise that sharpens with size: a function of (x/half - 1) size^inverseNu.
func collapsing(s shape, draws *deviates, half, size, sd float64) stat.Series {
	of := stat.Series{Chance: math.NaN()}
	for seed := range phaseSeeds {
		for k := range 17 {
			x := half * (0.5 + float64(k)/16)
			z := (x/half - 1) * math.Pow(size, inverseNu) / 4
			of.Observations = append(of.Observations, stat.Observation{X: x, Y: s.at(z) + sd*draws.draw(), Seed: int64(seed), Error: math.NaN()})
		}
	}
	return of
}

// peaked estimates a peak: a rise and, a decade on, a fall that is half as wide.
func peaked(s shape, draws *deviates, sd float64, b stat.Bootstrap) []named {
	top := math.Pow(10, 3+draws.stream.Uniform(1<<41))
	at := func(z float64) float64 { return s.at(z+1) - s.at(2*(z-1)) } // z in half decades
	truth, most := 0.0, math.Inf(-1)
	for i := -2000; i <= 2000; i++ {
		if y := at(float64(i) / 1000); y > most {
			truth, most = float64(i)/1000, y
		}
	}
	of := stat.Series{Chance: math.NaN()}
	for seed := range phaseSeeds {
		for k := range 17 {
			x := top * math.Pow(10, -1.5+3*float64(k)/16)
			of.Observations = append(of.Observations, stat.Observation{X: x, Y: at(2*math.Log10(x/top)) + sd*draws.draw(), Seed: int64(seed), Error: math.NaN()})
		}
	}
	e := stat.Undefined("no peak")
	for _, x := range transitions.FindExtrema(of, b).Found {
		if x.Peak && !e.Defined() {
			e = x.X
		}
	}
	return []named{{"`peak`", answer{top * math.Pow(10, truth/2), e}}}
}

// mostVaried is where a shape varies most over half rises with this standard deviation, in widths.
func (s shape) mostVaried(sd float64) (at float64) {
	const models = 200
	most := 0.0
	for i := -300; i <= 300; i++ {
		z, sum, squares := float64(i)/200, 0.0, 0.0
		for k := range models {
			y := s.at(z - sd*stat.Normal.Quantile((float64(k)+0.5)/models))
			sum += y
			squares += y * y
		}
		if v := squares - sum*sum/models; v > most {
			at, most = z, v
		}
	}
	return at
}
