package sim

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The fields of few agents are those that network.feel computes for any number, along a walk of
// their strengths.
func TestFieldsOfFewAgents(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		noise := rapid.SampledFrom([]string{"0", "0.2"}).Draw(rt, "label noise")
		nu := rapid.SampledFrom([]string{"0", "0.5"}).Draw(rt, "normalization")
		s := parse(t, drawn(rt), "training.dynamics=gd", "tasks.task0.label_noise="+noise, "training.normalization="+nu)
		n, all := newNetwork(s, 1), newNetwork(s, 1)
		f, want := newFields(n, n.ratesOf(beginning(s)), nil), newFields(all, all.ratesOf(beginning(s)), nil)
		w := newFew(n)
		if w == nil {
			rt.Fatalf("%d agents are not few", n.agents)
		}
		copy(f.strength, n.initialStrengths())
		for range 20 {
			for i := range f.strength {
				f.strength[i] *= math.Exp(rapid.Float64Range(-0.1, 1).Draw(rt, "growth"))
			}
			copy(want.strength, f.strength)
			n.regrow(f)
			all.regrow(want)
			w.feel(f)
			all.feel(want)
			sameFields(rt, f, want)
			same := func(what string, got, want []float64) { alike(rt, what, got, want) }
			same("prices", f.price, want.price)
			same("gradients of generalization", w.rules.felt, all.kinds[1].(*generalization).felt)
		}
	})
}

func sameFields(t *rapid.T, got, want *fields) {
	alike(t, "logits", got.general, want.general)
	alike(t, "residuals", got.residual, want.residual)
	alike(t, "gradients", got.pull, want.pull)
	alike(t, "stored bits", got.stored, want.stored)
	alike(t, "used parameters", got.used, want.used)
	alike(t, "pace", []float64{got.pace}, []float64{want.pace})
	for b := range want.sums {
		a, b := got.sums[b], want.sums[b]
		alike(t, "sums of a block", []float64{a.field, a.power, a.bits, a.params}, []float64{b.field, b.power, b.bits, b.params})
	}
}

// alike fails unless numbers are the same to rounding.
func alike(t *rapid.T, what string, got, want []float64) {
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-9*math.Abs(want[i])+1e-300 {
			t.Fatalf("%s, %d: %.17g, want %.17g", what, i, got[i], want[i])
		}
	}
}
