package scalinglaws

import (
	"flag"
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

var trials = flag.Int("trials", 1000, "trials of the coverage of intervals")

// covered counts the trials whose interval covers the truth: 92% to 98% of them must.
type covered struct {
	names []string
	hits  []int
}

func (c *covered) count(i int, name string, low, high, truth float64) {
	if i == len(c.names) {
		c.names, c.hits = append(c.names, name), append(c.hits, 0)
	}
	if low <= truth && truth <= high {
		c.hits[i]++
	}
}

func (c *covered) check(t *testing.T) {
	for i, name := range c.names {
		share := float64(c.hits[i]) / float64(*trials)
		t.Logf("%-9s %.1f%%", name, 100*share)
		if share < 0.92 || share > 0.98 {
			t.Errorf("the interval of %s covers in %.1f%% of %d trials", name, 100*share, *trials)
		}
	}
}

// draws95 is a number of resamples for which 2.5% and 97.5% are exact order statistics.
const draws95 = 119

// Intervals of constants, of the law beyond the runs, and of a new run there. Noise is 0.2%: where it
// is larger than delta the fit is a median regression, whose bootstrap intervals are too wide for few
// runs: 98% at 0.5%, falling to 96% with 256 runs.
func TestIntervalsCover(t *testing.T) {
	const sd = 0.002
	for _, s := range specimens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var c covered
			for trial := range *trials {
				seed := int64(trial)
				noise := lognormal(sd, random.NewStream(seed, "noise"))
				f := s.form(noise)
				f.starts = f.starts[len(f.starts)/2:][:1] // all lead to the same optimum here
				fit, err := f.fit(stat.Bootstrap{Resamples: draws95, Stream: random.NewStream(seed, "bootstrap")})
				if err != nil {
					t.Fatal(err)
				}
				for i, constant := range fit.Constants {
					c.count(i, constant.Name, constant.Low, constant.High, s.truth[i])
				}
				p, law := fit.Predict(s.ahead), s.loss(s.ahead)
				n := len(s.truth)
				c.count(n, "law", p.Low, p.High, law)
				c.count(n+1, "run", p.Run.Low, p.Run.High, law*noise(1_000_000))
			}
			c.check(t)
		})
	}
}

func TestIntervalsOfAllocationsCover(t *testing.T) {
	const sd = 0.005
	for name, fit := range map[string]func(seed int64, noise scatter, b stat.Bootstrap) (Fit, error){
		"isoflop": func(_ int64, noise scatter, b stat.Bootstrap) (Fit, error) {
			fit, _, err := IsoFLOP(profiles(8, noise), b)
			return fit, err
		},
		"envelope": func(seed int64, noise scatter, b stat.Bootstrap) (Fit, error) {
			return Envelope(cloud(600, noise, random.NewStream(seed, "cloud")), b)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var c covered
			for trial := range *trials {
				seed := int64(trial)
				fit, err := fit(seed, lognormal(sd, random.NewStream(seed, "noise")), stat.Bootstrap{Resamples: draws95, Stream: random.NewStream(seed, "bootstrap")})
				if err != nil {
					t.Fatal(err)
				}
				for i, truth := range []float64{0.5, 0.5, 0.1} {
					constant := fit.Constants[i]
					c.count(i, constant.Name, constant.Low, constant.High, truth)
				}
				best, err := fit.Optimum(6e23)
				if err != nil {
					t.Fatal(err)
				}
				c.count(3, "N", best.Params.Low, best.Params.High, 0.1*math.Sqrt(1e23))
			}
			c.check(t)
		})
	}
}
