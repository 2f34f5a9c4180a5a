package claims

import (
	"math"

	"github.com/circsim/circsim/frames"
	"github.com/circsim/circsim/random"
	"github.com/circsim/circsim/thresholds"
	"github.com/circsim/circsim/transitions"
)

func phaseBootstrap(purpose string) thresholds.Bootstrap {
	return thresholds.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "phase transition", purpose)}
}

// seriesOf lays a column along another, a replicate per seed.
func seriesOf(f *frames.Frame, along, column string) thresholds.Series {
	x, y, seed := f.Floats(along), f.Floats(column), f.Floats("seed")
	s := thresholds.Series{Chance: math.NaN()}
	for i := range x {
		s.Observations = append(s.Observations, thresholds.Observation{X: x[i], Y: y[i], Seed: int64(seed[i])})
	}
	return s
}

func one(float64) float64 { return 1 }

// susceptibilityPlace is where seeds differ most, in units of the middle of the rise.
func susceptibilityPlace(s *Study) Estimate {
	series, b := seriesOf(longest(s), "tasks_addition_items", "test_accuracy"), phaseBootstrap("susceptibility")
	place, middle := transitions.MeasureSusceptibility(series, one, b).Place, thresholds.FitSigmoid(series, b).Middle
	return Estimate{place.Value / middle.Value, place.Low / middle.High, place.High / middle.Low}
}

// groups is the p value of a single group of seeds at the size where they differ most.
func groups(s *Study) float64 {
	series, b := seriesOf(s.Runs("phase-order").At("tasks_addition_items", 12768), phaseItems, "generalization"), phaseBootstrap("groups")
	return transitions.FindHumps(series, transitions.MeasureSusceptibility(series, one, b).Place.Value, b).P
}
