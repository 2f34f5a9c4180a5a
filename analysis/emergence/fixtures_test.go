package emergence

import (
	"context"
	"flag"
	"math"
	"strconv"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

var trials = flag.Int("trials", 1000, "synthetic trials of every coverage test")

// resamples keeps the coverage tests cheap.
const resamples = 200

// bootstrap is a short one of the numbered trial.
func bootstrap(trial int) stat.Bootstrap {
	return stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(int64(trial), "bootstrap")}
}

// draws are one trial's numbers, one after another.
type draws struct {
	stream random.Stream
	next   uint64
}

func newDraws(t testing.TB, trial int) *draws {
	return &draws{stream: random.NewStream(int64(trial), t.Name())}
}

func (d *draws) normal() float64 {
	d.next++
	return d.stream.Normal(d.next)
}

// binomial is the share of right answers on a test set, of a large one by the normal approximation.
func (d *draws) binomial(p float64, items int) float64 {
	if n := float64(items); n*p*(1-p) > 50 {
		return math.Round(n*p+math.Sqrt(n*p*(1-p))*d.normal()) / n
	}
	right := 0
	for range items {
		d.next++
		if d.stream.Uniform(d.next) < p {
			right++
		}
	}
	return float64(right) / float64(items)
}

// every runs the trials on all cores and counts those that hold.
func every(trials int, holds func(trial int) bool) int {
	count := 0
	list, _ := stat.Parallel(context.Background(), trials, holds)
	for _, held := range list {
		if held {
			count++
		}
	}
	return count
}

// figure is the evidence of a name.
func figure(t *testing.T, v Verdict, name string) Evidence {
	t.Helper()
	for _, e := range v.Evidence {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no evidence %q in %+v", name, v)
	return Evidence{}
}

func tell(t *testing.T, v Verdict) {
	t.Helper()
	t.Logf("%s: %s, %s", v.Definition, v.Verdict, v.Reason)
	for _, e := range v.Evidence {
		interval := ""
		if !math.IsNaN(e.Low) {
			interval = " [" + text(e.Low) + ", " + text(e.High) + "]"
		}
		t.Logf("  %s: %s%s %s", e.Name, text(e.Value), interval, e.Unit)
	}
}

func text(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
