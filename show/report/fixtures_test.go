package report

import (
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// plane sweeps two keys with two seeds, in a second.
const plane = `name: plane
title: Memorizing & generalizing </script><script>document.title = "broken"</script>
model: {params: 20000, bits_per_param: 2.65, noise: 0.53, leak: 0.54, interference: 0.041}
training: {steps: 20000, learning_rate: 1e-3, weight_decay: 1}
tasks:
  addition:
    classes: 113
    universe: 12769
    items: 3000
    memorization: {gain: 107, initial: 0.004}
    generalization: {gain: 0.0326, gain_spread: 0.118, initial: 4.9e-9, initial_spread: 0.26, footprint: 500, congestion: 0.935}
sweep:
  axes:
    - {path: model.params, values: [300, 3000, 30000, 300000]}
    - {path: tasks.addition.items, values: [1000, 3000, 5000, 12000]}
  seeds: 2
record: {points: 30, circuits: final}
`

// made sweeps a scenario into a folder and returns that of its tables.
func made(t testing.TB, dir, text string, sets ...string) string {
	t.Helper()
	return madeBy(t, dir, text, sweep.Shard{}, sets...)
}

func madeBy(t testing.TB, dir, text string, shard sweep.Shard, sets ...string) string {
	t.Helper()
	s, _, err := scenarios.Parse("study.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sweep.Run(t.Context(), s, sweep.Options{Dir: dir, Shard: shard}); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, s.Name)
}

// silent hears how far a report is.
func silent(analysis.Progress) {}
