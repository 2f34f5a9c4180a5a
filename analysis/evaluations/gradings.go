package evaluations

import (
	"strings"
	"sync"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// gradings holds the chance levels and test items of a sweep's tasks. Swept keys of the tasks may change them.
type gradings struct {
	scenario *scenarios.Scenario
	metrics  []simulated
	axes     []output.Axis
	matter   []int // positions in axes of the keys that change chance levels or test items

	mu   sync.Mutex
	made map[string]*Test
}

func newGradings(s *scenarios.Scenario, axes []output.Axis, metrics []simulated) *gradings {
	g := &gradings{scenario: s, metrics: metrics, axes: axes, made: map[string]*Test{}}
	for i, a := range axes {
		for _, key := range []string{".classes", ".answer_length", ".options", ".test_items", ".requires", ".format"} {
			if strings.HasPrefix(a.Path, "tasks.") && strings.HasSuffix(a.Path, key) {
				g.matter = append(g.matter, i)
			}
		}
	}
	return g
}

// of returns the Test of a task in a row. key identifies the task and the row's values of the axes that matter; value
// returns the row's value of an axis.
func (g *gradings) of(task, key string, value func(axis int) any) (*Test, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if test, ok := g.made[key]; ok {
		return test, nil
	}
	s := g.scenario
	if len(g.matter) > 0 {
		var values []scenarios.Assignment
		for i, a := range g.axes {
			values = append(values, scenarios.Assignment{Path: a.Path, Value: value(i)})
		}
		var err error
		if s, err = s.With(values...); err != nil {
			return nil, refuse(g.scenario.Source, "the scenario refuses the axes of a row: %s", text.Line(err.Error()))
		}
	}
	for i := range s.Tasks {
		if s.Tasks[i].Name == task {
			g.made[key] = testOf(g.metrics, s, &s.Tasks[i])
			return g.made[key], nil
		}
	}
	return nil, refuse(g.scenario.Source, "the tables have a task %s that the scenario does not have", text.Quote(task))
}
