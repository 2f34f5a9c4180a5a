package evaluations

import (
	"math"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/metrics"
)

// simulated is a metric of a sweep's tables.
type simulated struct {
	Metric
	chance output.Chance
	tested bool // it is measured on a finite test set
}

// simulatedMetrics are the scores and order parameters of a sweep's tables, in the order of their columns.
var simulatedMetrics = metricsOf(output.Columns(output.Runs, nil))

func metricsOf(columns []output.Column) (list []simulated) {
	for _, c := range columns {
		if s := c.Score; s != nil {
			metric := Metric{Name: c.Name, Lower: s.Lower, Internal: s.Internal, Share: s.Share}
			list = append(list, simulated{metric, s.Chance, s.Tested})
		}
	}
	return list
}

// chanceLevel returns the chance level of a task's score by docs/model.md section 5; NaN if unknown.
func chanceLevel(rule output.Chance, s *scenarios.Scenario, t *scenarios.Task) float64 {
	switch rule {
	case output.TokenChance:
		return 1 / float64(t.Classes)
	case output.AnswerChance:
		return guessedAnswer(t)
	case output.OptionChance:
		return 1 / float64(t.Options)
	case output.EditChance:
		return float64(t.AnswerLength) * (1 - 1/float64(t.Classes))
	case output.ChainChance:
		return guessedChain(s, t)
	}
	return math.NaN()
}

// guessedAnswer returns the probability that all tokens of an answer are guessed.
func guessedAnswer(t *scenarios.Task) float64 {
	return math.Pow(float64(t.Classes), -float64(t.AnswerLength))
}

// guessedChain returns the chance level of a task solved step by step; NaN if it requires no other tasks.
func guessedChain(s *scenarios.Scenario, t *scenarios.Task) float64 {
	if len(t.Requires) == 0 {
		return math.NaN()
	}
	guess := map[string]float64{}
	for i := range s.Tasks {
		guess[s.Tasks[i].Name] = guessedAnswer(&s.Tasks[i])
	}
	var steps []float64
	for _, name := range t.Requires {
		steps = append(steps, guess[name])
	}
	return metrics.ChainOfThought(guess[t.Format], steps)
}

// testOf returns the Test of a task's rows.
func testOf(metrics []simulated, s *scenarios.Scenario, t *scenarios.Task) *Test {
	test := &Test{Chance: make([]float64, len(metrics)), Items: make([]float64, len(metrics))}
	for m, metric := range metrics {
		test.Chance[m] = chanceLevel(metric.chance, s, t)
		if metric.tested {
			test.Items[m] = float64(t.TestItems)
		}
	}
	return test
}
