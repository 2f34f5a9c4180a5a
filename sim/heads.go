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
	all              *circuits.Heads
	lives            []headLife
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
		lives: make([]headLife, number),
	}
	stream := random.NewStream(seed, "head factors")
	draw := func(i int) float64 { return r.Initial * math.Exp(r.InitialSpread*stream.Normal(uint64(i))) }
	factors, sites := make([]circuits.Head, number), make([]circuits.Site, number)
	for i := range number {
		sites[i] = circuits.SiteAt(h.depth(i), r.CopyDepth, r.FunctionDepth, r.DepthWidth)
		factors[i] = circuits.Head{Match: draw(3 * i), Copy: draw(3*i + 1), Function: draw(3*i + 2)}
	}
	h.all = circuits.NewHeads(factors, sites, r.RepresentationInitial, circuits.NormBudgetOf(r.Norm))
	h.see(0)
	return h
}

func (h *heads) circuits() int { return len(h.lives) }

// depth is the relative depth of head i: its layer over the number of layers.
func (h *heads) depth(i int) float64 {
	return float64(int64(i)/h.rules.PerLayer+1) / float64(h.rules.Layers)
}

// see notes the strengths at step t in the lives of the heads.
func (h *heads) see(t float64) {
	for i := range h.lives {
		l, induction, function := &h.lives[i], h.all.Induction[i], h.all.FunctionVector[i]
		l.whole.see(t, induction+function)
		l.induction.see(t, induction)
		l.function.see(t, function)
	}
}

func (h *heads) strength(i int) float64 { return h.all.Induction[i] + h.all.FunctionVector[i] }

// give adds the strengths to the logits of both tasks (docs/model.md, equation 8).
func (h *heads) give(f *fields) {
	induction, function := h.all.Inductions, h.all.FunctionVectors
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
	speed := f.pace * f.rates.speed
	if h.all.Step(e, h.rules.Gain*speed, h.rules.RepresentationGain*speed, f.rates.decay) {
		h.see(t)
	}
	sum := h.all.Inductions + h.all.FunctionVectors + h.all.Representation
	return sum-sum == 0
}

func (h *heads) addNorm2(f *fields, sum float64) float64 {
	square := 0.0
	for i := range h.lives {
		square += h.all.Head(i).Square()
	}
	representation := h.all.Representation
	return sum + f.rates.learningRate*(square/h.rules.Gain+representation*representation/h.rules.RepresentationGain)
}

func (h *heads) record(r *recorder, t float64) {
	states := make([]HeadState, len(h.lives))
	for i := range h.lives {
		l := &h.lives[i]
		states[i] = HeadState{
			RelativeDepth: h.depth(i),
			Induction:     h.all.Induction[i], FunctionVector: h.all.FunctionVector[i],
			InductionBorn: l.induction.born, FunctionVectorBorn: l.function.born,
		}
		r.result.Circuits = append(r.result.Circuits, CircuitState{
			Kind: headKind, Index: int64(i), Step: t, Depth: 3,
			Gain: h.rules.Gain * r.f.rates.speed, Multiplicity: 1,
			Strength: h.strength(i), Born: l.whole.born, Died: l.whole.died,
			Head: &states[i],
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
	top := topHeads(len(h.lives))
	stream := random.NewStream(result.Seed, "ablated heads")
	luck := make([]float64, len(h.lives))
	for i := range luck {
		luck[i] = stream.Uniform(uint64(i))
	}
	function := strongest(h.all.FunctionVector)[:top]
	induction := slices.DeleteFunc(strongest(h.all.Induction), func(i int) bool { return slices.Contains(function, i) })
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
	kept := *h.all
	h.all.Inductions, h.all.FunctionVectors = 0, 0
	for i := range h.lives {
		if !slices.Contains(removed, i) {
			h.all.Inductions += h.all.Induction[i]
			h.all.FunctionVectors += h.all.FunctionVector[i]
		}
	}
	o.n.feel(o.f)
	*h.all = kept
	return o.look(task).testAccuracy
}
