package sim

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"pgregory.net/rapid"
)

// Blocks that share a bundle have the rates and the fields that they have alone, to the bit.
func TestBundlesDoNotChangeABit(t *testing.T) {
	shared := 0
	for _, name := range scenarios.List() {
		spec, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		if spec.Training.Dynamics != scenarios.Flow {
			continue
		}
		shared += sameRates(t, spec)
	}
	if shared < 10 {
		t.Errorf("%d scenarios have bundles of several blocks, want 10", shared)
	}
	rapid.Check(t, func(rt *rapid.T) {
		noise := rapid.SampledFrom([]string{"0", "0.2"}).Draw(rt, "label noise")
		nu := rapid.SampledFrom([]string{"0", "0.5"}).Draw(rt, "normalization")
		sameRates(rt, parse(t, drawn(rt), "tasks.task0.label_noise="+noise, "training.normalization="+nu))
	})
}

// sameRates compares a network's rates with those of one whose blocks are alone, and returns 1 if it has bundles of several blocks.
func sameRates(t rapid.TB, spec *scenarios.Scenario) (shared int) {
	t.Helper()
	rates := func(alone bool) ([]float64, *fields) {
		n := newNetwork(spec, 1)
		if alone {
			n.bundles, n.itemBundles = nil, n.itemBlocks
			for b := range n.blocks {
				n.bundles = append(n.bundles, bundle{span: n.blocks[b].span, of: n.blocks[b].of, blocks: span{b, b + 1}})
			}
		} else if len(n.bundles) < len(n.blocks) {
			shared = 1
		}
		f := newFields(n, n.ratesOf(beginning(spec)), nil)
		s := newFlowSolver(n, f, DefaultTolerance)
		y, derivative := s.y, make([]float64, n.agents)
		for i := range y {
			y[i] += 6 * math.Mod(float64(i+1)*math.Phi, 1)
		}
		s.w.rate(y, derivative)
		return derivative, f
	}
	got, f := rates(false)
	want, g := rates(true)
	same := func(what string, got, want []float64) {
		t.Helper()
		for i := range want {
			if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
				t.Fatalf("%s: %s, %d: %x, alone %x", spec.Name, what, i, got[i], want[i])
			}
		}
	}
	same("rate", got, want)
	same("residual", f.residual, g.residual)
	same("gradient", f.pull, g.pull)
	same("logit", f.general, g.general)
	same("free budget", f.free, g.free)
	for b := range f.sums {
		a, b := f.sums[b], g.sums[b]
		same("sums", []float64{a.field, a.power, a.bits, a.params}, []float64{b.field, b.power, b.bits, b.params})
	}
	return shared
}
