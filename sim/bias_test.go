package sim

import (
	"fmt"
	"math"
	"testing"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// The bias acts on each circuit by its own structure, and on what the task asks for where it states none.
func TestBiasFollowsTheStructureOfTheCircuit(t *testing.T) {
	const text = `
name: biased
model: {params: 1000, bias: convolutional}
training: {steps: 10}
tasks:
  first:
    classes: 10
    items: 100
    structure: long-range
    generalization: [{gain: 0.1, initial: 0.01}, {gain: 0.1, initial: 0.01, structure: local}, {gain: 0.1, initial: 0.01, structure: sequential}]
`
	got := run(t, parse(t, text), 1, Options{}).Circuits
	neutral := run(t, parse(t, text, "model.bias=transformer"), 1, Options{}).Circuits
	for i, structure := range []circuits.Structure{circuits.LongRange, circuits.Local, circuits.Sequential} {
		want := circuits.Bias(circuits.Local, structure)
		near(t, fmt.Sprint("circuit ", i), got[i].Gain/neutral[i].Gain, want.Gain, 1e-12)
	}
}

// Dosovitskiy et al. (arXiv:2010.11929, sec 4.3): the convolutional network is better on 9M images and worse on
// 90M and more; here too a strong bias is ahead on little data and a weak one on ten times as much.
func TestStrongBiasWinsOnLittleDataAndLosesOnMuch(t *testing.T) {
	s := shipped(t, "inductive-bias")
	biases, sizes := s.Sweep.Axes[0].Values, s.Sweep.Axes[1].Values
	results := wholeRuns(t, s, func(i int) []scenarios.Assignment {
		return []scenarios.Assignment{{Path: "model.bias", Value: biases[i/len(sizes)]}, {Path: "tasks.images.items", Value: sizes[i%len(sizes)]}}
	}, len(biases)*len(sizes))
	for seed, runs := range results {
		accuracy := func(bias, size int) float64 { return runs[bias*len(sizes)+size]["images"].TestAccuracy }
		const transformer, recurrent, convolutional, clear = 0, 1, 2, 0.01
		strong, weak := -1, -1 // last size at which the strong bias is clearly ahead, first at which the weak one is
		most, least := 0.0, 0.0
		for i := range sizes {
			ahead := accuracy(convolutional, i) - accuracy(transformer, i)
			most, least = math.Max(most, ahead), math.Min(least, ahead)
			switch {
			case ahead > clear && weak >= 0:
				t.Errorf("seed %d: the strong bias is ahead at %v items again", seed+1, sizes[i])
			case ahead > clear:
				strong = i
			case ahead < -clear && weak < 0:
				weak = i
			}
			if ahead := accuracy(recurrent, i) - accuracy(transformer, i); ahead > clear {
				t.Errorf("seed %d: a bias for sequences is %.3f ahead at %v items, where there are none", seed+1, ahead, sizes[i])
			}
		}
		if strong < 0 || weak < 0 {
			t.Fatalf("seed %d: no crossover, the strong bias is ahead by %.3f to %.3f", seed+1, least, most)
		}
		from, to := sizes[strong].(int64), sizes[weak].(int64)
		t.Logf("seed %d: strong ahead up to %d items (by %.3f at most), weak from %d on (by %.3f at most)", seed+1, from, most, to, -least)
		if to > 10*from {
			t.Errorf("seed %d: strong ahead up to %d items, weak from %d on only", seed+1, from, to)
		}
	}
}
