package output

import (
	"github.com/circsim/circsim/sim"
	"github.com/parquet-go/parquet-go"
)

// The fields below stand in the order of the tables' columns (columns.go).

func (b *batch) runRow(k keys, identity parquet.Value, r *sim.Result, t *sim.TaskResult) {
	b.keys(k)
	b.put(identity, 0)
	b.text(t.Name)
	b.metrics(&t.Metrics, t.Measured)
	b.optional(t.ChainOfThought)
	b.float(t.MemorizedBits)
	b.float(t.Generalization)
	b.float(t.Memorization)
	b.float(t.MemorizationLoad)
	b.float(t.GeneralizationLoad)
	b.float(t.WithoutGeneralization.TestAccuracy)
	b.float(t.WithoutMemorization.TestAccuracy)
	b.float(t.WithoutGeneralization.TrainAccuracy)
	b.float(t.WithoutMemorization.TrainAccuracy)
	b.headAblations(t.WithoutHeads)
	b.text(string(t.Regime))
	b.optional(t.StepTrain)
	b.optional(t.StepTest)
	b.optional(t.StepTestAccuracy)
	b.float(t.PeakTestLoss)
	b.float(t.StepPeakTestLoss)
	b.float(r.Network.Load)
	b.float(r.Network.Norm)
	b.float(r.Network.Loss)
	b.float(r.Network.Tokens)
	b.float(r.Network.FLOPs)
	b.int(r.Steps)
	b.end()
}

func (b *batch) curveRow(k keys, p *sim.CurvePoint) {
	b.keys(k)
	b.text(p.Task)
	b.float(p.Step)
	b.float(p.Tokens)
	b.float(p.FLOPs)
	b.metrics(&p.Metrics, p.Measured)
	b.optional(p.ChainOfThought)
	b.float(p.MemorizedBits)
	b.float(p.Generalization)
	b.float(p.Memorization)
	b.float(p.MemorizationLoad)
	b.float(p.GeneralizationLoad)
	b.float(p.Load)
	b.float(p.Norm)
	b.float(p.Loss)
	b.end()
}

func (b *batch) circuitRow(k keys, c *sim.CircuitState) {
	b.keys(k)
	b.text(c.Task)
	b.text(string(c.Kind))
	b.int(c.Index)
	b.float(c.Step)
	b.int(c.Depth)
	b.float(c.Gain)
	b.float(c.Footprint)
	b.float(c.Multiplicity)
	b.float(c.Strength)
	b.optional(c.Born)
	b.optional(c.Died)
	b.head(c.Head)
	b.end()
}

func (b *batch) head(h *sim.HeadState) {
	if h == nil {
		b.nulls(5)
		return
	}
	b.float(h.RelativeDepth)
	b.float(h.Induction)
	b.float(h.FunctionVector)
	b.optional(h.InductionBorn)
	b.optional(h.FunctionVectorBorn)
}

func (b *batch) headAblations(a *sim.HeadAblations) {
	if a == nil {
		b.nulls(3)
		return
	}
	b.float(a.FunctionVector)
	b.float(a.Induction)
	b.float(a.Random)
}

func (b *batch) metrics(m *sim.Metrics, measured *sim.Measured) {
	b.float(m.TrainLoss)
	b.float(m.TestLoss)
	b.float(m.TrainAccuracy)
	b.float(m.TestAccuracy)
	b.float(m.ExactMatch)
	b.float(m.EditDistance)
	b.float(m.Brier)
	b.float(m.LogLikelihood)
	b.float(m.MultipleChoice)
	b.float(m.Penalty)
	if measured == nil {
		b.nulls(3)
		return
	}
	b.float(measured.TestAccuracy)
	b.float(measured.ExactMatch)
	b.float(measured.MultipleChoice)
}
