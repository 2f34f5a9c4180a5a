package evaluations

import (
	"math"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/metrics"
)

// simulated is a result column of a sweep's tables.
type simulated struct {
	Metric
	chance func(s *scenarios.Scenario, t *scenarios.Task) float64 // by docs/model.md section 5, of a network that knows nothing; nil: unknown
	tested bool                                                   // it is seen on a finite test set
}

func ofToken(_ *scenarios.Scenario, t *scenarios.Task) float64 { return 1 / float64(t.Classes) }

func ofAnswer(_ *scenarios.Scenario, t *scenarios.Task) float64 {
	return math.Pow(float64(t.Classes), -float64(t.AnswerLength))
}

func ofOptions(_ *scenarios.Scenario, t *scenarios.Task) float64 { return 1 / float64(t.Options) }

func ofEdits(_ *scenarios.Scenario, t *scenarios.Task) float64 {
	return float64(t.AnswerLength) * (1 - 1/float64(t.Classes))
}

// ofChain is NaN where there is no chain.
func ofChain(s *scenarios.Scenario, t *scenarios.Task) float64 {
	if len(t.Requires) == 0 {
		return math.NaN()
	}
	guess := map[string]float64{}
	for i := range s.Tasks {
		guess[s.Tasks[i].Name] = ofAnswer(s, &s.Tasks[i])
	}
	var steps []float64
	for _, name := range t.Requires {
		steps = append(steps, guess[name])
	}
	return metrics.ChainOfThought(guess[t.Format], steps)
}

// simulatedMetrics are the scores and order parameters of a sweep's tables, in their order. Steps of events, the
// penalty and peaks are none of these.
var simulatedMetrics = []simulated{
	{Metric{Name: "train_loss", Lower: true}, nil, false},
	{Metric{Name: "test_loss", Lower: true}, nil, false},
	{Metric{Name: "train_accuracy", Share: true}, ofToken, false},
	{Metric{Name: "test_accuracy", Share: true}, ofToken, false},
	{Metric{Name: "exact_match", Share: true}, ofAnswer, false},
	{Metric{Name: "edit_distance", Lower: true}, ofEdits, false},
	{Metric{Name: "brier", Lower: true}, nil, false},
	{Metric{Name: "log_likelihood"}, nil, false},
	{Metric{Name: "multiple_choice", Share: true}, ofOptions, false},
	{Metric{Name: "measured_test_accuracy", Share: true}, ofToken, true},
	{Metric{Name: "measured_exact_match", Share: true}, ofAnswer, true},
	{Metric{Name: "measured_multiple_choice", Share: true}, ofOptions, true},
	{Metric{Name: "chain_of_thought", Share: true}, ofChain, false},
	{Metric{Name: "memorized_bits", Internal: true}, nil, false},
	{Metric{Name: "generalization", Internal: true}, nil, false},
	{Metric{Name: "memorization", Internal: true}, nil, false},
	{Metric{Name: "memorization_load", Internal: true}, nil, false},
	{Metric{Name: "generalization_load", Internal: true}, nil, false},
	{Metric{Name: "test_accuracy_without_generalization", Internal: true, Share: true}, ofToken, false},
	{Metric{Name: "test_accuracy_without_memorization", Internal: true, Share: true}, ofToken, false},
	{Metric{Name: "train_accuracy_without_generalization", Internal: true, Share: true}, ofToken, false},
	{Metric{Name: "train_accuracy_without_memorization", Internal: true, Share: true}, ofToken, false},
	{Metric{Name: "load", Internal: true}, nil, false},
	{Metric{Name: "norm", Internal: true}, nil, false},
}

// against is what the scores of a task are held against.
func against(metrics []simulated, s *scenarios.Scenario, t *scenarios.Task) *Test {
	test := &Test{Chance: make([]float64, len(metrics)), Items: make([]float64, len(metrics))}
	for m, metric := range metrics {
		test.Chance[m] = math.NaN()
		if metric.chance != nil {
			test.Chance[m] = metric.chance(s, t)
		}
		if metric.tested {
			test.Items[m] = float64(t.TestItems)
		}
	}
	return test
}
