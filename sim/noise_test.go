package sim

import (
	"slices"
	"testing"
)

// What generalization feels in a step of sgd is the gradient of the items in the batch, and nothing of the whole training set.
func TestPullOfABatchIsThatOfItsItems(t *testing.T) {
	s := parse(t, rich, "training.dynamics=sgd", "training.batch=64")
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(beginning(s)), nil)
	m := newFactors(n, f, 1)
	m.begin(0, float64(s.Training.Steps))
	for step := range 100 {
		whole := slices.Clone(f.pull)
		m.sampleItems()
		batch := make([]float64, len(n.segments))
		for b := range n.itemBlocks {
			blk, sum := &n.blocks[b], 0.0
			push := f.labels.of(blk.place, blk.mislabeled).Push
			for i := blk.first; i < blk.end; i++ {
				sum += f.rates.weight[i] * m.drawn[i] * push * f.residual[i]
			}
			batch[blk.place] += sum
		}
		if slices.Equal(batch, whole) {
			t.Fatalf("step %d: the batch is the whole training set", step)
		}
		for k, pull := range f.pull {
			near(t, "pull of the items in a batch", pull, batch[k], 1e-14)
		}
		for k, felt := range n.general().felt {
			near(t, "pull that generalization feels", felt, f.pulled(n.general().groups[k].covered), 0)
		}
		if err := m.advance(0); err != nil {
			t.Fatal(err)
		}
	}
}
