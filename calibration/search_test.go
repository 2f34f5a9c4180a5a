package calibration

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var otherConstants = []string{"model.leak=0.5", "tasks.sums.memorization.gain=45", "tasks.sums.generalization.gain=0.07"}

// Constants that networks were simulated with are found again: within a tenth, and within their intervals or nearly so.
func TestConstantsAreRecovered(t *testing.T) {
	f, truth := recovery(t, otherConstants, 1000, Options{Free: recovered, Evaluations: 400})
	for i, c := range f.Free {
		if off := math.Abs(math.Log(c.Value / truth[i])); off > 0.1 {
			t.Errorf("%s is %g, not %g", c.Path, c.Value, truth[i])
		}
		if reach := 0.1; truth[i] < c.Low*(1-reach) || truth[i] > c.High*(1+reach) {
			t.Errorf("%s is %g, beyond [%g, %g]", c.Path, truth[i], c.Low, c.High)
		}
		if c.Open {
			t.Errorf("%s is said to be open, at [%g, %g]", c.Path, c.Low, c.High)
		}
	}
}

// Known constants, other ones in each trial, and how often they lie within the 95% intervals of a fit to twelve runs:
//
//	go test ./calibration -run '^$' -bench Coverage -benchtime 100x
//
// within:all is the share of trials in which all four do.
func BenchmarkCoverage(b *testing.B) {
	four := append([]string{"model.noise=0.05:5"}, recovered...)
	centres := []float64{0.4, 0.5, 45, 0.07}
	within, all := make([]int, len(four)), 0
	stream := random.NewStream(1, "coverage")
	for trial := range b.N {
		var truth []string
		for k, key := range four {
			path, _, _ := strings.Cut(key, "=")
			truth = append(truth, fmt.Sprintf("%s=%g", path, centres[k]*math.Exp(0.2*stream.Normal(uint64(trial*len(four)+k)))))
		}
		f, values := recovery(b, truth, int64(1000+10*trial), Options{Free: four, Evaluations: 300})
		held := true
		for k, c := range f.Free {
			if values[k] >= c.Low && values[k] <= c.High {
				within[k]++
			} else {
				held = false
				b.Logf("trial %d: %s is %.4g, fitted %.4g [%.4g, %.4g]", trial, c.Path, values[k], c.Value, c.Low, c.High)
			}
		}
		if held {
			all++
		}
	}
	for k, n := range within {
		path, _, _ := strings.Cut(four[k], "=")
		b.ReportMetric(float64(n)/float64(b.N), "within:"+path)
	}
	b.ReportMetric(float64(all)/float64(b.N), "within:all")
}

// In a network that is far larger than its tasks need, nothing depends on what a parameter holds or a circuit occupies.
// Both constants are said to be open.
func TestOpenConstants(t *testing.T) {
	huge := []string{"model.params=1e12", "tasks.sums.generalization.tickets=50"}
	d, err := Read(measured(t, parsed(t, small, huge...), syntheticItems[1:4], 50, 2), parsed(t, small, huge...), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Search(context.Background(), parsed(t, small, huge...), d, Options{
		Free: []string{"tasks.sums.generalization.footprint=10:1000", "model.bits_per_param=1:4", "tasks.sums.memorization.gain"}, Evaluations: 200,
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, open := range []bool{true, true, false} {
		if c := f.Free[i]; c.Open != open {
			t.Errorf("%s: open is %t, with [%g, %g] of a prior from %g to %g", c.Path, c.Open, c.Low, c.High, c.PriorLow, c.PriorHigh)
		}
	}
	if len(f.Open) != 2 {
		t.Errorf("%d open directions, not 2: %v", len(f.Open), f.Open)
	}
}

// The result does not depend on the number of workers, and an interrupted search ends as one that was not.
func TestSearchIsDeterministicAndResumable(t *testing.T) {
	s := parsed(t, small)
	d, err := Read(measured(t, parsed(t, small, otherConstants...), syntheticItems[:3], 50, 2), s, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	journal := filepath.Join(t.TempDir(), "fit.yaml.search")
	o := Options{Free: recovered, Evaluations: 150, Workers: 1}
	whole, err := Search(context.Background(), s, d, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	o.Workers, o.Journal, o.Progress = 3, journal, stopAt{stop, 60 * 6}
	if _, err := Search(ctx, s, d, o); err == nil {
		t.Fatal("the interrupted search ended well")
	}
	kept, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(journal, kept[:len(kept)-5], 0o644) // as if the power had failed
	o.Progress = nil
	resumed, err := Search(context.Background(), s, d, o)
	if err != nil {
		t.Fatal(err)
	}
	ignored := cmpopts.IgnoreUnexported(Fit{})
	if diff := cmp.Diff(whole, resumed, ignored); diff != "" {
		t.Error(diff)
	}
	if now, err := os.ReadFile(journal); err != nil || !bytes.HasPrefix(now, kept[:len(kept)-5]) {
		t.Errorf("the candidates that were there are made again (%v)", err)
	}
	o.Seed = 2
	if _, err := Search(context.Background(), s, d, o); err == nil {
		t.Error("the journal of another search is taken")
	}
}

// stopAt interrupts a search once it has simulated so many networks.
type stopAt struct {
	stop func()
	at   int64
}

func (stopAt) Begin(int, int64, int64) {}

func (s stopAt) Finished(done int64) {
	if done >= s.at {
		s.stop()
	}
}
