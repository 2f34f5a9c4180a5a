package quantities

import (
	"math"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim"
)

// Func is a quantity of one task at the end of a run, in the unit of the runs table's column.
// Where the table has no value it is NaN; an event step is +Inf where the event never happens.
type Func func(*sim.TaskResult, *sim.NetworkResult) float64

// all are the quantities, in the order of the runs table.
var all = []struct {
	name string
	of   Func
}{
	{"train_loss", task(func(t *sim.TaskResult) float64 { return t.TrainLoss })},
	{"test_loss", task(func(t *sim.TaskResult) float64 { return t.TestLoss })},
	{"train_accuracy", task(func(t *sim.TaskResult) float64 { return t.TrainAccuracy })},
	{"test_accuracy", task(func(t *sim.TaskResult) float64 { return t.TestAccuracy })},
	{"exact_match", task(func(t *sim.TaskResult) float64 { return t.ExactMatch })},
	{"edit_distance", task(func(t *sim.TaskResult) float64 { return t.EditDistance })},
	{"brier", task(func(t *sim.TaskResult) float64 { return t.Brier })},
	{"log_likelihood", task(func(t *sim.TaskResult) float64 { return t.LogLikelihood })},
	{"multiple_choice", task(func(t *sim.TaskResult) float64 { return t.MultipleChoice })},
	{"penalty", task(func(t *sim.TaskResult) float64 { return t.Penalty })},
	{"measured_test_accuracy", measured(func(m *sim.Measured) float64 { return m.TestAccuracy })},
	{"measured_exact_match", measured(func(m *sim.Measured) float64 { return m.ExactMatch })},
	{"measured_multiple_choice", measured(func(m *sim.Measured) float64 { return m.MultipleChoice })},
	{"chain_of_thought", task(func(t *sim.TaskResult) float64 {
		if t.ChainOfThought == nil {
			return math.NaN()
		}
		return *t.ChainOfThought
	})},
	{"memorized_bits", task(func(t *sim.TaskResult) float64 { return t.MemorizedBits })},
	{"generalization", task(func(t *sim.TaskResult) float64 { return t.Generalization })},
	{"memorization", task(func(t *sim.TaskResult) float64 { return t.Memorization })},
	{"memorization_load", task(func(t *sim.TaskResult) float64 { return t.MemorizationLoad })},
	{"generalization_load", task(func(t *sim.TaskResult) float64 { return t.GeneralizationLoad })},
	{"test_accuracy_without_generalization", task(func(t *sim.TaskResult) float64 { return t.WithoutGeneralization.TestAccuracy })},
	{"test_accuracy_without_memorization", task(func(t *sim.TaskResult) float64 { return t.WithoutMemorization.TestAccuracy })},
	{"train_accuracy_without_generalization", task(func(t *sim.TaskResult) float64 { return t.WithoutGeneralization.TrainAccuracy })},
	{"train_accuracy_without_memorization", task(func(t *sim.TaskResult) float64 { return t.WithoutMemorization.TrainAccuracy })},
	{"test_accuracy_without_function_vector_heads", withoutHeads(func(h *sim.HeadAblations) float64 { return h.FunctionVector })},
	{"test_accuracy_without_induction_heads", withoutHeads(func(h *sim.HeadAblations) float64 { return h.Induction })},
	{"test_accuracy_without_random_heads", withoutHeads(func(h *sim.HeadAblations) float64 { return h.Random })},
	{"step_train", event(func(t *sim.TaskResult) *float64 { return t.StepTrain })},
	{"step_test", event(func(t *sim.TaskResult) *float64 { return t.StepTest })},
	{"step_test_accuracy", event(func(t *sim.TaskResult) *float64 { return t.StepTestAccuracy })},
	{"peak_test_loss", task(func(t *sim.TaskResult) float64 { return t.PeakTestLoss })},
	{"step_peak_test_loss", task(func(t *sim.TaskResult) float64 { return t.StepPeakTestLoss })},
	{"load", network(func(n *sim.NetworkResult) float64 { return n.Load })},
	{"norm", network(func(n *sim.NetworkResult) float64 { return n.Norm })},
	{"loss", network(func(n *sim.NetworkResult) float64 { return n.Loss })},
	{"tokens", network(func(n *sim.NetworkResult) float64 { return n.Tokens })},
	{"flops", network(func(n *sim.NetworkResult) float64 { return n.FLOPs })},
}

// Names are the names of all quantities, in the order of the runs table.
func Names() []string {
	names := make([]string, len(all))
	for i, q := range all {
		names[i] = q.name
	}
	return names
}

// Hint names the quantity that may have been meant by a name that none has, or all of them.
func Hint(name string) string {
	if hint := text.Hint(name, Names()); hint != "" {
		return hint
	}
	return ", expected one of " + strings.Join(Names(), ", ")
}

// Of gives the quantity of a name, and false where there is none.
func Of(name string) (Func, bool) {
	for _, q := range all {
		if q.name == name {
			return q.of, true
		}
	}
	return nil, false
}

func task(field func(*sim.TaskResult) float64) Func {
	return func(t *sim.TaskResult, _ *sim.NetworkResult) float64 { return finite(field(t), math.NaN()) }
}

func network(field func(*sim.NetworkResult) float64) Func {
	return func(_ *sim.TaskResult, n *sim.NetworkResult) float64 { return finite(field(n), math.NaN()) }
}

func measured(field func(*sim.Measured) float64) Func {
	return task(func(t *sim.TaskResult) float64 {
		if t.Measured == nil {
			return math.NaN()
		}
		return field(t.Measured)
	})
}

func withoutHeads(field func(*sim.HeadAblations) float64) Func {
	return task(func(t *sim.TaskResult) float64 {
		if t.WithoutHeads == nil {
			return math.NaN()
		}
		return field(t.WithoutHeads)
	})
}

func event(field func(*sim.TaskResult) *float64) Func {
	never := math.Inf(1)
	return func(t *sim.TaskResult, _ *sim.NetworkResult) float64 {
		if step := field(t); step != nil {
			return finite(*step, never)
		}
		return never
	}
}

// finite is x, or what the table's null stands for, since tables hold finite numbers only.
func finite(x, null float64) float64 {
	if x-x != 0 {
		return null
	}
	return x
}
