package sim

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

const headKind Kind = "head"

// heads is the kind of attention heads, ordered by layer. They serve two tasks,
// beside the tasks' own circuits (docs/model.md, "Attention heads").
type heads struct {
	n                *network
	rules            *scenarios.Heads
	copied, abstract int // tasks
	sites            []circuits.Site

	factors             []circuits.Head
	representation      float64
	induction, function []float64 // by head, logits
	lives               []headLife
	given               struct{ induction, function float64 } // sums over heads
}

var _ stepper = (*heads)(nil)

// headLife holds the lives of a head's strength and of both of its parts.
type headLife struct{ whole, induction, function life }

// layHeads draws the heads' factors from a stream of their own.
func layHeads(n *network, seed int64) *heads {
	r := &n.spec.Heads
	number := int(r.Layers * r.PerLayer)
	h := &heads{
		n: n, rules: r, copied: n.taskNamed(r.Copy), abstract: n.taskNamed(r.Abstract),
		representation: r.RepresentationInitial,
		induction:      make([]float64, number), function: make([]float64, number), lives: make([]headLife, number),
	}
	stream := random.NewStream(seed, "head factors")
	draw := func(i int) float64 { return r.Initial * math.Exp(r.InitialSpread*stream.Normal(uint64(i))) }
	for i := range number {
		h.sites = append(h.sites, circuits.SiteAt(h.depth(i), r.CopyDepth, r.FunctionDepth, r.DepthWidth))
		h.factors = append(h.factors, circuits.Head{Match: draw(3 * i), Copy: draw(3*i + 1), Function: draw(3*i + 2)})
	}
	h.multiply(0)
	return h
}

func (h *heads) circuits() int { return len(h.sites) }

// depth is the relative depth of head i: its layer over the number of layers.
func (h *heads) depth(i int) float64 {
	return float64(int64(i)/h.rules.PerLayer+1) / float64(h.rules.Layers)
}

// multiply computes the heads' strengths at step t from their factors, notes in
// their lives those that cross 1, and reports whether all are finite.
func (h *heads) multiply(t float64) (finite bool) {
	n := len(h.factors)
	factors, sites, inductions, functions := h.factors[:n], h.sites[:n], h.induction[:n], h.function[:n]
	sum := h.representation - h.representation
	var given struct{ induction, function float64 }
	for i := range factors {
		u := &factors[i]
		induction, function := u.Induction(&sites[i]), u.FunctionVector(&sites[i], h.representation)
		sum += induction - induction + function - function
		if crosses(inductions[i], induction) || crosses(functions[i], function) || crosses(inductions[i]+functions[i], induction+function) {
			l := &h.lives[i]
			l.whole.see(t, induction+function)
			l.induction.see(t, induction)
			l.function.see(t, function)
		}
		inductions[i], functions[i] = induction, function
		given.induction += induction
		given.function += function
	}
	h.given = given
	return sum == 0
}

// crosses reports whether one of two strengths is below 1 and the other is not.
func crosses(before, after float64) bool { return (before >= 1) != (after >= 1) }

func (h *heads) strength(i int) float64 { return h.induction[i] + h.function[i] }

// give adds the strengths to the logits of both tasks (docs/model.md, equation 8).
func (h *heads) give(f *fields) {
	induction, function := h.given.induction, h.given.function
	copied, abstract := h.n.tasks[h.copied].covered, h.n.tasks[h.abstract].covered
	for s := copied.first; s < copied.end; s++ {
		f.general[s] += induction
	}
	for s := abstract.first; s < abstract.end; s++ {
		f.general[s] += function + h.rules.CopyShare*induction
	}
}

// feel does nothing: heads occupy no parameters of the budget and feel no congestion.
func (h *heads) feel(*fields) {}

// step moves heads and their shared representation by one optimizer step.
func (h *heads) step(f *fields, t float64) (finite bool) {
	abstract := f.pulled(h.n.tasks[h.abstract].covered)
	e := circuits.Earned{Induction: f.pulled(h.n.tasks[h.copied].covered) + h.rules.CopyShare*abstract, Function: abstract}
	speed, decay := f.pace*f.rates.speed, f.rates.decay
	shared := 0.0
	sites, representation, norm, gain := h.sites[:len(h.factors)], h.representation, h.rules.Norm, h.rules.Gain*speed
	for i := range h.factors {
		u, site := &h.factors[i], &sites[i]
		shared += u.PullRepresentation(site, e)
		u.Step(u.Pull(site, e, representation, norm), gain, decay)
	}
	h.representation += h.rules.RepresentationGain*speed*shared - decay*h.representation
	return h.multiply(t)
}

func (h *heads) addNorm2(f *fields, sum float64) float64 {
	square := 0.0
	for _, u := range h.factors {
		square += u.Square()
	}
	return sum + f.rates.learningRate*(square/h.rules.Gain+h.representation*h.representation/h.rules.RepresentationGain)
}

func (h *heads) record(r *recorder, t float64) {
	for i := range h.lives {
		l := &h.lives[i]
		r.result.Circuits = append(r.result.Circuits, CircuitState{
			Kind: headKind, Index: int64(i), Step: t, Depth: 3,
			Gain: h.rules.Gain * r.f.rates.speed, Multiplicity: 1,
			Strength: h.strength(i), Born: l.whole.born, Died: l.whole.died,
			Head: &HeadState{
				RelativeDepth: h.depth(i),
				Induction:     h.induction[i], FunctionVector: h.function[i],
				InductionBorn: l.induction.born, FunctionVectorBorn: l.function.born,
			},
		})
	}
}

// topHeads is the number of heads that are ablated of n: 2%, rounded up, as in Yin
// and Steinhardt (arXiv:2502.14010).
func topHeads(n int) int { return (n + 49) / 50 }

// ablate measures the two tasks without the strongest function-vector heads,
// without the strongest induction heads among the others, and without as many
// heads drawn at random.
func (h *heads) ablate(o *observer, result *Result) {
	top := topHeads(len(h.sites))
	stream := random.NewStream(result.Seed, "ablated heads")
	luck := make([]float64, len(h.sites))
	for i := range luck {
		luck[i] = stream.Uniform(uint64(i))
	}
	function := strongest(h.function)[:top]
	induction := slices.DeleteFunc(strongest(h.induction), func(i int) bool { return slices.Contains(function, i) })
	drawn := strongest(luck)[:top]
	for _, i := range []int{h.copied, h.abstract} {
		result.Tasks[i].WithoutHeads = &HeadAblations{
			FunctionVector: h.without(o, i, function),
			Induction:      h.without(o, i, induction[:min(top, len(induction))]),
			Random:         h.without(o, i, drawn),
		}
	}
}

// strongest are the indices of strengths in descending order; ties keep their order.
func strongest(strengths []float64) []int {
	order := make([]int, len(strengths))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(strengths[b], strengths[a]) })
	return order
}

// without is the test accuracy of a task with some heads at strength 0. It restores
// the strengths, not the fields.
func (h *heads) without(o *observer, task int, removed []int) float64 {
	induction, function := slices.Clone(h.induction), slices.Clone(h.function)
	for _, i := range removed {
		h.induction[i], h.function[i] = 0, 0
	}
	given := h.given
	h.given.induction, h.given.function = 0, 0
	for i := range h.induction {
		h.given.induction += h.induction[i]
		h.given.function += h.function[i]
	}
	o.n.feel(o.f)
	accuracy := o.look(task).testAccuracy
	copy(h.induction, induction)
	copy(h.function, function)
	h.given = given
	return accuracy
}
