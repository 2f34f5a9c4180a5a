package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/transitions"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

func phaseBootstrap(purpose string) stat.Bootstrap {
	return stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "phase transition", purpose)}
}

func one(float64) float64 { return 1 }

// groups is the p value of a single group of seeds at the size where they differ most.
func groups(s *Study) float64 {
	grokked := s.Runs("phase-order").At("tasks_addition_items", 12768)
	logits := func(f *frames.Frame) []float64 { return f.Floats("generalization") }
	series, b := seriesOf(grokked, phaseItems, logits, math.NaN()), phaseBootstrap("groups")
	return transitions.FindHumps(series, transitions.MeasureSusceptibility(series, one, b).Place.Value, b).P
}
