package output

import (
	"math"

	"github.com/circsim/circsim/sim"
	"github.com/parquet-go/parquet-go"
)

// rowReader takes a row apart, field after field as batch puts it together.
type rowReader struct {
	columns [][]parquet.Value
	row, at int
}

func (r *rowReader) value() parquet.Value {
	v := r.columns[r.at][r.row]
	r.at++
	return v
}

func (r *rowReader) int() int64 { return r.value().Int64() }

func (r *rowReader) text() string { return string(r.value().ByteArray()) }

func (r *rowReader) float() float64 {
	if v := r.value(); !v.IsNull() {
		return v.Double()
	}
	return math.NaN()
}

func (r *rowReader) optional() *float64 {
	if v := r.value(); !v.IsNull() {
		x := v.Double()
		return &x
	}
	return nil
}

func (r *rowReader) axis(t Type) any {
	v := r.value()
	switch t {
	case Int64:
		return v.Int64()
	case Float64:
		return v.Double()
	}
	return string(v.ByteArray())
}

func (r *rowReader) metrics() (m sim.Metrics, measured *sim.Measured) {
	for _, x := range []*float64{
		&m.TrainLoss, &m.TestLoss, &m.TrainAccuracy, &m.TestAccuracy, &m.ExactMatch,
		&m.EditDistance, &m.Brier, &m.LogLikelihood, &m.MultipleChoice, &m.Penalty,
	} {
		*x = r.float()
	}
	var is sim.Measured
	is.TestAccuracy, is.ExactMatch, is.MultipleChoice = r.float(), r.float(), r.float()
	if !math.IsNaN(is.TestAccuracy) || !math.IsNaN(is.ExactMatch) || !math.IsNaN(is.MultipleChoice) {
		measured = &is
	}
	return m, measured
}

// headAblations are nil where heads do not serve the task.
func (r *rowReader) headAblations() *sim.HeadAblations {
	a := sim.HeadAblations{FunctionVector: r.float(), Induction: r.float(), Random: r.float()}
	if math.IsNaN(a.FunctionVector) && math.IsNaN(a.Induction) && math.IsNaN(a.Random) {
		return nil
	}
	return &a
}

func (r *rowReader) runRow(axes []Axis) (row RunRow) {
	r.at = 1 // the scenario is the folder's
	row.Run, row.Seed = r.int(), r.int()
	row.Axis = make([]any, len(axes))
	for i, a := range axes {
		row.Axis[i] = r.axis(a.Type)
	}
	row.Identity = r.text()
	t := &row.Task
	t.Name = r.text()
	t.Metrics, t.Measured = r.metrics()
	t.ChainOfThought = r.optional()
	t.MemorizedBits, t.Generalization, t.Memorization = r.float(), r.float(), r.float()
	t.MemorizationLoad, t.GeneralizationLoad = r.float(), r.float()
	t.WithoutGeneralization.TestAccuracy, t.WithoutMemorization.TestAccuracy = r.float(), r.float()
	t.WithoutGeneralization.TrainAccuracy, t.WithoutMemorization.TrainAccuracy = r.float(), r.float()
	t.WithoutHeads = r.headAblations()
	t.Regime = sim.Regime(r.text())
	t.StepTrain, t.StepTest, t.StepTestAccuracy = r.optional(), r.optional(), r.optional()
	t.PeakTestLoss, t.StepPeakTestLoss = r.float(), r.float()
	n := &row.Network
	n.Load, n.Norm, n.Loss, n.Tokens, n.FLOPs = r.float(), r.float(), r.float(), r.float(), r.float()
	row.Steps = r.int()
	if v := r.value(); !v.IsNull() {
		row.Invalid = string(v.ByteArray())
	}
	return row
}
