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

// byQuality holds the rivals of a segment's labels: the true and the wrong ones.
type byQuality struct{ clean, mislabeled against }

// against holds the rivals of labels of one quality, and the labels' start at the
// initial strength of memorization. Stored bits are counted from there.
type against struct {
	circuits.Rivals
	start circuits.Start
}

func newAgainst(k circuits.Rivals, at circuits.Odds) against {
	return against{k, circuits.Start{Right: k.RightAt(at), Residual: k.ResidualAt(at)}}
}

// of returns the rivals of labels of one quality.
func (q *byQuality) of(mislabeled bool) *against {
	if mislabeled {
		return &q.mislabeled
	}
	return &q.clean
}

// oppose computes the rivals of every segment's labels.
func (n *network) oppose(f *fields) {
	if n.squared {
		return
	}
	for s := range n.segments {
		t := &n.tasks[n.segments[s].task]
		f.labels[s].clean = newAgainst(circuits.Clean(f.general[s], float64(t.Classes)), t.memory.start)
		if t.LabelNoise > 0 {
			f.labels[s].mislabeled = newAgainst(circuits.Mislabelled(f.general[s], float64(t.Classes)), t.memory.start)
		}
	}
}

// answer computes the residuals of a block's items and their stored bits.
func (n *network) answer(f *fields, b int) {
	if n.squared {
		n.answerSquared(f, b)
		return
	}
	r, blk := f.rates, &n.blocks[b]
	label := f.labels[blk.place].of(blk.mislabeled)
	var pull, nats, power float64
	residual, grown, weight, items := f.residual[blk.first:blk.end], f.grown[blk.first:blk.end], r.weight[blk.first:blk.end], r.items[blk.first:blk.end]
	if r.squares != nil {
		pull, nats, power = lanes.AnswerPower(residual, grown, weight, items, r.squares[blk.first:blk.end], label.start.Right, label.start.Residual)
	} else {
		pull, nats = lanes.Answer(residual, grown, weight, items, label.start.Right, label.start.Residual)
	}
	f.sums[b] = sums{field: label.Push * pull, power: power, bits: nats / math.Ln2}
}

// answerSquared is answer under squared error, with no wrong labels and no stored
// bits.
func (n *network) answerSquared(f *fields, b int) {
	blk := &n.blocks[b]
	target := n.tasks[blk.task].Target
	pull := 0.0
	for i := blk.first; i < blk.end; i++ {
		f.residual[i] = circuits.Squared(f.strength[i], f.general[blk.place], target)
		pull += f.rates.weight[i] * f.residual[i]
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
