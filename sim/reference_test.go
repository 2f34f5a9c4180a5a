package sim

import (
	"math"
	"testing"
)

// reference is the model in its slowest and most obvious form: every agent
// looks at every other, in the words of docs/model.md, and time goes in many
// small classical Runge-Kutta steps.
type reference struct {
	n *network
	r *rates
}

func (ref reference) rate(y []float64) []float64 {
	n, r, gen := ref.n, ref.r, ref.n.general()
	s := make([]float64, len(y))
	for i := range y {
		s[i] = math.Exp(y[i])
	}
	covers := func(ticket, segment int) bool {
		covered := gen.groups[gen.tickets[ticket].group].covered
		return covered.first <= segment && segment < covered.end
	}
	generalization := func(segment int) float64 {
		sum := 0.0
		for k := range gen.tickets {
			if covers(k, segment) {
				sum += s[len(n.cohorts)+k]
			}
		}
		return sum
	}
	loss := func(c int, m float64) (loss, memory, general float64) {
		coh := n.cohorts[c]
		v := float64(n.tasks[n.segments[coh.segment].task].Classes)
		g := generalization(coh.segment)
		if coh.mislabeled {
			all := math.Exp(m) + math.Exp(g) + v - 2
			return math.Log(all) - m, 1 - math.Exp(m)/all, -math.Exp(g) / all
		}
		p := 1 / (1 + (v-1)*math.Exp(-(m+g)))
		return -math.Log(p), 1 - p, 1 - p
	}
	load := make([]float64, len(n.pools))
	felt := make([]float64, len(gen.tickets))
	residual := make([]float64, len(n.cohorts))
	for c, coh := range n.cohorts {
		task := &n.tasks[n.segments[coh.segment].task]
		m0 := task.memory.initial
		now, memory, general := loss(c, s[c])
		before, _, _ := loss(c, m0)
		if s[c] > m0 {
			load[task.pool] += r.items[c] * (before - now) / math.Ln2 / n.spec.Model.BitsPerParam / n.pools[task.pool]
		}
		residual[c] = memory
		for k := range gen.tickets {
			if covers(k, coh.segment) {
				felt[k] += r.weight[c] * general
			}
		}
	}
	for k, ticket := range gen.tickets {
		g := gen.groups[ticket.group]
		if strength := s[len(n.cohorts)+k]; strength > ticket.initial {
			load[g.pool] += g.rules.Footprint * (math.Exp(-ticket.initial) - math.Exp(-strength)) / n.pools[g.pool]
		}
	}
	d := make([]float64, len(y))
	for c, coh := range n.cohorts {
		task := &n.tasks[n.segments[coh.segment].task]
		d[c] = 2 * (r.gain[c]*residual[c]*math.Pow(1-load[task.pool], task.Memorization.Congestion) - r.decay)
	}
	for k, ticket := range gen.tickets {
		g := gen.groups[ticket.group]
		l := float64(g.rules.Depth)
		i := len(n.cohorts) + k
		d[i] = l * (r.gain[i]*felt[k]*math.Pow(1-load[g.pool], g.rules.Congestion)*math.Pow(s[i], 1-2/l) - r.decay)
	}
	return d
}

// The engine against the reference, all mechanisms at once: every strength
// that matters within a thousandth at the end of a run.
func TestFlowAgreesWithTheSlowReference(t *testing.T) {
	const steps = 3000
	s := parse(t, rich, "training.steps=3000", "tasks.facts.memorization.gain=20", "tasks.noisy.memorization.congestion=0.5", "tasks.facts.memorization.congestion=2")
	n := newNetwork(s, 1)
	ref := reference{n, n.ratesOf(beginning(s))}
	y := n.initialStrengths()
	for i := range y {
		y[i] = math.Log(y[i])
	}
	const h = 0.5
	shifted := func(k []float64, c float64) []float64 {
		z := make([]float64, len(y))
		for i := range z {
			z[i] = y[i] + c*k[i]
		}
		return z
	}
	for range int(steps / h) {
		k1 := ref.rate(y)
		k2 := ref.rate(shifted(k1, h/2))
		k3 := ref.rate(shifted(k2, h/2))
		k4 := ref.rate(shifted(k3, h))
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
		}
	}
	r := run(t, s, 1, Options{})
	if len(r.Circuits) != len(y) {
		t.Fatalf("%d circuits, want %d", len(r.Circuits), len(y))
	}
	for i, c := range r.Circuits {
		want := math.Exp(y[i])
		if want > 1e-6 && math.Abs(c.Strength/want-1) > 1e-3 {
			t.Errorf("%s %s %d: strength %g, reference %g", c.Task, c.Kind, c.Index, c.Strength, want)
		}
	}
}
