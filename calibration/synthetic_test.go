package calibration

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// small is a network that costs little to simulate.
const small = `name: small
model: {params: 20000, bits_per_param: 2, noise: 0.4, leak: 0.8}
training: {steps: 20000, weight_decay: 1}
tasks:
  sums:
    classes: 50
    universe: 2500
    items: 1000
    memorization: {gain: 60, initial: 0.005}
    generalization: {gain: 0.05, gain_spread: 0.1, initial: 1e-6, initial_spread: 0.2, footprint: 400}
`

func parsed(t testing.TB, source string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte(source), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// measured writes the curves of simulated networks as a table of measured runs, and gives its path. Runs end at the steps
// of the scenario. Seeds begin at first.
func measured(t testing.TB, s *scenarios.Scenario, items []int64, first, seeds int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "runs.csv")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := csv.NewWriter(file)
	w.Write([]string{"run", "items", "seed", "step", "train_accuracy", "test_loss", "test_accuracy"})
	digits := func(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }
	for _, n := range items {
		one, err := s.With(scenarios.Assignment{Path: "tasks.sums.items", Value: n},
			scenarios.Assignment{Path: "record.points", Value: int64(120)})
		if err != nil {
			t.Fatal(err)
		}
		for seed := first; seed < first+seeds; seed++ {
			r, err := sim.Run(context.Background(), one, seed, sim.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Curves {
				w.Write([]string{fmt.Sprintf("n%d-s%d", n, seed), strconv.FormatInt(n, 10), strconv.FormatInt(seed, 10), digits(p.Step), digits(p.TrainAccuracy), digits(p.TestLoss), digits(p.TestAccuracy)})
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		t.Fatal(err)
	}
	return path
}

var syntheticItems = []int64{500, 700, 1000, 1400, 1700, 2000}

// recovered are constants to recover, with priors whose middle is not their value.
var recovered = []string{"model.leak=0.05:5", "tasks.sums.memorization.gain=5:300", "tasks.sums.generalization.gain=0.005:0.5"}

// recovery fits constants to simulated networks of known ones. It gives the fit and the true values.
func recovery(t testing.TB, truth []string, first int64, o Options) (*Fit, []float64) {
	t.Helper()
	path := measured(t, parsed(t, small, truth...), syntheticItems, first, 2)
	s := parsed(t, small)
	d, err := Read(path, s, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Search(context.Background(), s, d, o)
	if err != nil {
		t.Fatal(err)
	}
	of := parsed(t, small, truth...)
	var values []float64
	for _, c := range f.Free {
		k, _ := of.Setting(expand(of, c.Path)[0])
		values = append(values, k.Of(of).(float64))
	}
	return f, values
}
