package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// heads is the layout of a network's attention heads, layer after layer. Two
// tasks feel them beside their own circuits (docs/model.md, "Attention heads").
type heads struct {
	rules            *scenarios.Heads
	copied, abstract int // tasks
	sites            []circuits.Site
	initial          []circuits.Head
}

// headState is what moves in heads, with the strengths that follow from it.
type headState struct {
	factors             []circuits.Head
	representation      float64
	induction, function []float64 // by head, logits
}

// layHeads draws the heads' factors from a stream of their own.
func (n *network) layHeads(tasks map[string]int, seed int64) {
	if !n.spec.HasHeads() {
		return
	}
	r := &n.spec.Heads
	h := &heads{rules: r, copied: tasks[r.Copy], abstract: tasks[r.Abstract]}
	stream := random.NewStream(seed, "head factors")
	draw := func(i int) float64 { return r.Initial * math.Exp(r.InitialSpread*stream.Normal(uint64(i))) }
	for i := range int(r.Layers * r.PerLayer) {
		h.sites = append(h.sites, circuits.SiteAt(h.depth(i), r.CopyDepth, r.FunctionDepth, r.DepthWidth))
		h.initial = append(h.initial, circuits.Head{Match: draw(3 * i), Copy: draw(3*i + 1), Function: draw(3*i + 2)})
	}
	n.heads = h
}

// depth is the relative depth of head i, its layer by the number of layers.
func (h *heads) depth(i int) float64 {
	return float64(int64(i)/h.rules.PerLayer+1) / float64(h.rules.Layers)
}

// start is the heads' state at initialization; without heads it is empty.
func (h *heads) start() headState {
	if h == nil {
		return headState{}
	}
	s := headState{
		factors:        slices.Clone(h.initial),
		representation: h.rules.RepresentationInitial,
		induction:      make([]float64, len(h.sites)),
		function:       make([]float64, len(h.sites)),
	}
	h.multiply(&s)
	return s
}

// multiply computes the heads' strengths from their factors, and says whether
// all of them are numbers.
func (h *heads) multiply(s *headState) (finite bool) {
	sum := s.representation - s.representation
	for i, u := range s.factors {
		s.induction[i] = u.Induction(h.sites[i])
		s.function[i] = u.FunctionVector(h.sites[i], s.representation)
		sum += s.induction[i] - s.induction[i] + s.function[i] - s.function[i]
	}
	return sum == 0
}

// addHeads adds the heads' strengths to the logits of the two tasks.
func (n *network) addHeads(f *fields) {
	if n.heads == nil {
		return
	}
	var induction, function float64
	for i := range f.heads.induction {
		induction += f.heads.induction[i]
		function += f.heads.function[i]
	}
	copied, abstract := &n.tasks[n.heads.copied], &n.tasks[n.heads.abstract]
	for s := range copied.segments {
		f.general[copied.firstSegment+s] += induction
	}
	for s := range abstract.segments {
		f.general[abstract.firstSegment+s] += function + n.heads.rules.CopyShare*induction
	}
}

// moveHeads pushes heads and their shared representation one step down the
// loss, and says whether all strengths are numbers still.
func (n *network) moveHeads(f *fields) (finite bool) {
	h, s := n.heads, &f.heads
	if h == nil {
		return true
	}
	pulled := func(t *task) (sum float64) {
		for _, pull := range f.pull[t.firstSegment : t.firstSegment+t.segments] {
			sum += pull
		}
		return sum
	}
	abstract := pulled(&n.tasks[h.abstract])
	e := circuits.Earned{Induction: pulled(&n.tasks[h.copied]) + h.rules.CopyShare*abstract, Function: abstract}
	gain, decay := h.rules.Gain*f.rates.speed, f.rates.decay
	shared := 0.0
	for i, u := range s.factors {
		shared += u.PullRepresentation(h.sites[i], e)
		pull := u.Pull(h.sites[i], e, s.representation, h.rules.Norm)
		// What a head writes is split in parts, and none of them is negative.
		s.factors[i] = circuits.Head{
			Match:    u.Match + gain*pull.Match - decay*u.Match,
			Copy:     max(u.Copy+gain*pull.Copy-decay*u.Copy, 0),
			Function: max(u.Function+gain*pull.Function-decay*u.Function, 0),
		}
	}
	s.representation += h.rules.RepresentationGain*f.rates.speed*shared - decay*s.representation
	return h.multiply(s)
}

// headNorm2 is the part of the squared norm that is the heads' (measure.go).
func (n *network) headNorm2(f *fields) float64 {
	if n.heads == nil {
		return 0
	}
	sum := 0.0
	for _, u := range f.heads.factors {
		sum += u.Square()
	}
	r := n.heads.rules
	return f.rates.learningRate * (sum/r.Gain + f.heads.representation*f.heads.representation/r.RepresentationGain)
}
