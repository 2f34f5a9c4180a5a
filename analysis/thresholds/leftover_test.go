package thresholds

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// models draws models of many families: what a parameter is worth differs between them, by a standard deviation of
// `apart` in ln x, so the mean score of the population rises over more decades than that of one family. The half rise of
// the population is at 4e9.
func models(trial, n, items int, apart float64) stat.Series {
	stream := random.NewStream(int64(trial), "models", fmt.Sprint(n, items, apart))
	s := stat.Series{Chance: 0}
	for k := range n {
		log := math.Ln10 * (7.5 + 4*float64(k)/float64(n-1))
		p := hillShape(log-math.Log(4e9)+apart*stream.Normal(uint64(2*k)), 0.8)
		o := stat.Observation{X: math.Exp(log), Y: p, Seed: stat.NoSeed, Items: float64(items), Error: math.NaN()}
		if items > 0 {
			o.Y = binomialQuantiles(float64(items), clamp(p, 1e-9, 1-1e-9))[int(stream.Uniform(uint64(2*k+1))*quantiles)] / float64(items)
		}
		s.Observations = append(s.Observations, o)
	}
	return s
}

// Where models differ in more than scale, their test sets do not tell the noise: the interval is that of the scatter,
// whether or not the sizes of test sets are known.
func TestCoverageOfScatteredModels(t *testing.T) {
	for _, items := range []int{200, 2000} {
		var middle, without tally
		repeat(*trials/2, func(trial int) {
			s := models(trial, 40, items, 1.2)
			m := FitSigmoid(s, draws(trial)).Middle
			middle.add(4e9, m)
			for i := range s.Observations {
				s.Observations[i].Items = 0
			}
			without.add(4e9, FitSigmoid(s, draws(trial)).Middle)
		})
		t.Logf("%d items: %v, without items %v", items, &middle, &without)
		for _, c := range []*tally{&middle, &without} {
			if c.covered() < 0.90 || c.covered() > 0.98 || c.none > *trials/20 {
				t.Errorf("%d items: %v", items, c)
			}
		}
	}
}

// The scatter is said, and only where there is some.
func TestScatterIsSaid(t *testing.T) {
	said := 0
	for trial := range 200 {
		scattered, own := models(trial, 40, 2000, 1.2), models(trial, 40, 2000, 0)
		if !Gather(scattered).Scatters() {
			t.Errorf("trial %d: no scatter", trial)
		}
		if r := FitSigmoid(scattered, draws(trial)); r.Middle.Defined() && !slices.Contains([]string{scatters, betweenScales, "rises beyond the scales"}, r.Middle.Reason) {
			t.Errorf("trial %d: %+v", trial, r.Middle)
		}
		if Gather(own).Scatters() || strings.Contains(FitSigmoid(own, draws(trial)).Middle.Reason, "scatter") {
			said++
		}
	}
	if said > 8 {
		t.Errorf("%d of 200 curves of one family scatter", said)
	}
}
