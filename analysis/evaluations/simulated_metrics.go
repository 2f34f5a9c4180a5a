package evaluations

import (
	"math"

	"github.com/circsim/circsim/output"
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

// chances are the rules for chance levels.
var chances = map[output.Chance]func(*scenarios.Scenario, *scenarios.Task) float64{
	output.TokenChance: ofToken, output.AnswerChance: ofAnswer, output.OptionChance: ofOptions, output.EditChance: ofEdits, output.ChainChance: ofChain,
}

// simulatedMetrics are the scores and order parameters of a sweep's tables, in their order.
var simulatedMetrics = metricsOf(output.Columns(output.Runs, nil))

func metricsOf(columns []output.Column) (list []simulated) {
	for _, c := range columns {
		if s := c.Score; s != nil {
			list = append(list, simulated{Metric{Name: c.Name, Lower: s.Lower, Internal: s.Internal, Share: s.Share}, chances[s.Chance], s.Tested})
		}
	}
	return list
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
