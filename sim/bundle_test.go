package sim

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"pgregory.net/rapid"
)

// Blocks that share a bundle have the rates and the fields that they have alone, to the bit. Items that nothing memorizes have those that
// circuits of a vanishing strength would leave them.
func TestBundlesDoNotChangeABit(t *testing.T) {
	shared, idle := 0, 0
	for _, name := range scenarios.List() {
		spec, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		if spec.Training.Dynamics != scenarios.Flow {
			continue
		}
		n := newNetwork(spec, 1)
		if len(n.bundles) < len(n.blocks) {
			shared++
		}
		for k := range n.bundles {
			if n.bundles[k].idle {
				idle++
			}
		}
		sameRates(t, spec)
	}
	if shared < 10 || idle < 5 {
		t.Fatalf("%d scenarios have bundles of several blocks, and %d bundles are idle: too few to tell", shared, idle)
	}
	rapid.Check(t, func(rt *rapid.T) {
		noise := rapid.SampledFrom([]string{"0", "0.2"}).Draw(rt, "label noise")
		nu := rapid.SampledFrom([]string{"0", "0.5"}).Draw(rt, "normalization")
		text := drawn(rt)
		if rapid.Bool().Draw(rt, "idle") {
			text = unmemorized(text)
		}
		sameRates(rt, parse(t, text, "tasks.task0.label_noise="+noise, "training.normalization="+nu))
	})
}

// sameRates compares a network's rates and fields with those of one whose blocks are alone, and none is idle.
func sameRates(t rapid.TB, spec *scenarios.Scenario) {
	t.Helper()
	rates := func(n *network) ([]float64, *fields) {
		f := newFields(n, n.ratesOf(beginning(spec)), nil)
		s := newFlowSolver(n, f, DefaultTolerance)
		y, derivative := s.y, make([]float64, n.agents)
		for i := range y {
			y[i] += 6 * math.Mod(float64(i+1)*math.Phi, 1)
		}
		rateAt(s.w, y, derivative)
		return derivative, f
	}
	got, f := rates(newNetwork(spec, 1))
	n := newNetwork(spec, 1)
	n.bundles, n.itemBundles = nil, n.itemBlocks
	for b := range n.blocks {
		blk := &n.blocks[b]
		n.bundles = append(n.bundles, bundle{span: blk.span, of: blk.of, blocks: span{b, b + 1}})
	}
	want, g := rates(n)
	same := func(what string, got, want []float64) {
		t.Helper()
		for i := range want {
			const vanished = 1e-290
			if got[i] != want[i] && !(math.Abs(want[i]) < vanished && got[i] == 0) {
				t.Fatalf("%s: %s, %d: %x, alone %x", spec.Name, what, i, got[i], want[i])
			}
		}
	}
	same("rate", got, want)
	same("strength", f.strength, g.strength)
	same("residual", f.residual, g.residual)
	same("gradient", f.pull, g.pull)
	same("logit", f.general, g.general)
	same("free budget", f.free, g.free)
	for b := range f.sums {
		a, b := f.sums[b], g.sums[b]
		same("sums", []float64{a.field, a.power, a.bits, a.params}, []float64{b.field, b.power, b.bits, b.params})
	}
}
