package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/scenarios"
)

// cohort is a super-individual: training items of the same bin, segment and label
// quality. One agent, with the cohort's index, simulates their memorization circuits.
type cohort struct {
	segment    int
	bin        int // of its task
	mislabeled bool
	part       float64 // share of its bin's items: of the segment times of the label quality
}

// layCohorts adds the cohorts of one segment and label quality of a task, and returns their number.
func (n *network) layCohorts(t *task, segment int, mislabeled bool) int {
	part := n.segments[segment].share * (1 - t.LabelNoise)
	if mislabeled {
		part = n.segments[segment].share * t.LabelNoise
	}
	n.cohorts = slices.Grow(n.cohorts, len(t.bins))
	for bin := range t.bins {
		n.cohorts = append(n.cohorts, cohort{segment: segment, bin: bin, mislabeled: mislabeled, part: part})
	}
	return len(t.bins)
}

// binned are the bins of a task's largest training set. No bin crosses the end of
// a smaller one, so that every phase trains on whole bins.
func binned(t *scenarios.Task, itemEdges []float64) []circuits.Bin {
	if len(itemEdges) == 0 {
		return nil
	}
	return circuits.Bins(itemEdges[len(itemEdges)-1], t.Frequency.Zipf, int(t.Memorization.Cohorts), itemEdges)
}

// sampleCohorts sets the rates of a task's cohorts. items is the task's number of
// items, most its maximum so far, and share its share of the mix.
func (t *task) sampleCohorts(cohorts []cohort, items, most, share float64, r *rates) {
	bins := t.bins
	trained, come := 0, 0 // number of bins in the training set: now, and at most so far
	end, sampled := 0.0, 0.0
	for _, b := range bins {
		if end += b.Items; end <= items {
			trained++
			sampled += b.Share
		}
		if end <= most {
			come++
		}
	}
	for i := t.cohorts.first; i < t.cohorts.end; i++ {
		c := &cohorts[i]
		bin := bins[c.bin]
		r.items[i] = bin.Items * c.part
		if r.absent[i] = c.bin >= come; !r.absent[i] {
			r.forget[i] = r.decay
		}
		if c.bin < trained {
			weight := share * bin.Share / sampled
			r.weight[i] = weight * c.part
			r.gain[i] = t.memory.gain * r.speed * weight / bin.Items
		}
	}
}

// labels are the rivals of items' labels. Stored bits are counted from the initial strength of memorization.
type labels struct {
	odds, right, wrong []float64 // of true labels, by segment
	mislabeled         []against // of wrong labels, by segment

	others, down []float64 // by segment, constant: the number of other classes, and e to minus the initial strength
}

// against holds the rivals of labels of one quality, and the labels' start at the initial strength of memorization.
type against struct {
	circuits.Rivals
	start circuits.Start
}

func (n *network) newLabels() (l labels) {
	for _, by := range []*[]float64{&l.odds, &l.right, &l.wrong, &l.others, &l.down} {
		*by = lanes.Make(len(n.segments))
	}
	l.mislabeled = make([]against, len(n.segments))
	for s := range n.segments {
		t := &n.tasks[n.segments[s].task]
		l.others[s], l.down[s] = float64(t.Classes-1), circuits.Exp(-t.memory.initial)
	}
	return l
}

// of returns the rivals of a segment's labels of one quality.
func (l *labels) of(s int, mislabeled bool) against {
	if mislabeled {
		return l.mislabeled[s]
	}
	return against{circuits.Rivals{Odds: l.odds[s], Push: 1}, circuits.Start{Right: l.right[s], Residual: l.wrong[s]}}
}

// start is what answers take of the rivals: the probability of a label at the start and one minus it, and Push.
func (l *labels) start(s int, mislabeled bool) (right, wrong, push float64) {
	if mislabeled {
		k := &l.mislabeled[s]
		return k.start.Right, k.start.Residual, k.Push
	}
	return l.right[s], l.wrong[s], 1
}

// oppose computes the rivals of every segment's labels.
func (n *network) oppose(f *fields) {
	if n.squared {
		return
	}
	l := &f.labels
	lanes.Oppose(l.odds, l.right, l.wrong, f.general, l.others, l.down)
	n.opposeWrong(f)
}

// opposeWrong computes the rivals of wrong labels.
func (n *network) opposeWrong(f *fields) {
	for i := range n.tasks {
		t := &n.tasks[i]
		if t.LabelNoise == 0 {
			continue
		}
		for s := t.covered.first; s < t.covered.end; s++ {
			k := circuits.Mislabelled(f.general[s], float64(t.Classes))
			f.labels.mislabeled[s] = against{k, circuits.Start{Right: k.RightAt(t.memory.start), Residual: k.ResidualAt(t.memory.start)}}
		}
	}
}

// answer computes the residuals of a bundle's items and their stored bits.
func (n *network) answer(f *fields, k int) {
	u := &n.bundles[k]
	switch {
	case n.squared:
		for b := u.blocks.first; b < u.blocks.end; b++ {
			n.answerSquared(f, b)
		}
	case u.idle:
		n.answerIdle(f, u)
	case u.shared():
		n.answerTogether(f, u)
	default:
		n.answerBlock(f, u.blocks.first)
	}
}

// answerIdle answers items that nothing memorizes: their residuals are those of the start, and no bits are stored.
func (n *network) answerIdle(f *fields, u *bundle) {
	r := f.rates
	for b := u.blocks.first; b < u.blocks.end; b++ {
		blk := &n.blocks[b]
		_, wrong, push := f.labels.start(blk.place, blk.mislabeled)
		fill(f.residual[blk.first:blk.end], wrong)
		power := 0.0
		if r.squares != nil {
			_, power = lanes.Moments(r.squares[blk.first:blk.end], f.residual[blk.first:blk.end])
		}
		f.sums[b] = sums{field: push * (r.blockSampled[b] * wrong), power: power}
	}
}

// answerTogether answers the items of several blocks.
func (n *network) answerTogether(f *fields, u *bundle) {
	r, l := f.rates, &f.together
	right, wrong, pull, nats := u.apart(l.right), u.apart(l.wrong), u.apart(l.pull), u.apart(l.nats)
	for b := u.blocks.first; b < u.blocks.end; b++ {
		blk := &n.blocks[b]
		p, q, _ := f.labels.start(blk.place, blk.mislabeled)
		fill(right[blk.first-u.first:blk.end-u.first], p)
		fill(wrong[blk.first-u.first:blk.end-u.first], q)
	}
	lanes.AnswerEach(f.residual[u.first:u.end], pull, nats, f.grown[u.first:u.end], r.weight[u.first:u.end], r.items[u.first:u.end], right, wrong)
	pulls, fallen := u.sums(f, pull, nats)
	for b := u.blocks.first; b < u.blocks.end; b++ {
		blk := &n.blocks[b]
		power := 0.0
		if r.squares != nil {
			_, power = lanes.Moments(r.squares[blk.first:blk.end], f.residual[blk.first:blk.end])
		}
		_, _, push := f.labels.start(blk.place, blk.mislabeled)
		f.sums[b] = sums{field: push * pulls[b], power: power, bits: fallen[b] / math.Ln2}
	}
}

// fill sets every number of a block to x.
func fill(of []float64, x float64) {
	for i := range of {
		of[i] = x
	}
}

// answerBlock answers the items of one block.
func (n *network) answerBlock(f *fields, b int) {
	r, blk := f.rates, &n.blocks[b]
	right, wrong, push := f.labels.start(blk.place, blk.mislabeled)
	var pull, nats, power float64
	residual, grown, weight, items := f.residual[blk.first:blk.end], f.grown[blk.first:blk.end], r.weight[blk.first:blk.end], r.items[blk.first:blk.end]
	if r.squares != nil {
		pull, nats, power = lanes.AnswerPower(residual, grown, weight, items, r.squares[blk.first:blk.end], right, wrong)
	} else {
		pull, nats = lanes.Answer(residual, grown, weight, items, right, wrong)
	}
	f.sums[b] = sums{field: push * pull, power: power, bits: nats / math.Ln2}
}

// answerSquared is answer under squared error, with no wrong labels and no stored
// bits.
func (n *network) answerSquared(f *fields, b int) {
	blk := &n.blocks[b]
	target := n.tasks[blk.task].Target
	pull := 0.0
	for i := blk.first; i < blk.end; i++ {
		f.residual[i] = circuits.Squared(f.strength[i], f.general[blk.place], target)
		pull += float64(f.rates.weight[i] * f.residual[i])
	}
	f.sums[b] = sums{field: pull}
}

// regrow computes the growth of every cohort since initialization.
func (n *network) regrow(f *fields) {
	for b := range n.itemBlocks {
		n.regrowBlock(f, b)
	}
}

func (n *network) regrowBlock(f *fields, b int) {
	blk := &n.blocks[b]
	initial, grown := n.tasks[blk.task].memory.initial, f.grown[blk.first:blk.end]
	for k, s := range f.strength[blk.first:blk.end] {
		grown[k] = s - initial
	}
}
