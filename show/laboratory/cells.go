package laboratory

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

type cellsRequest struct {
	YAML   string   `json:"yaml"`
	X      *values  `json:"x"`
	Y      *values  `json:"y"`      // null: a line along x
	Points [][2]int `json:"points"` // indices of values of x and of y
	Seed   int64    `json:"seed"`   // 0: seed 1
	Task   string   `json:"task"`   // empty: the task that open names
}

// cells are ends of networks, in the order of the request's points.
type cells struct {
	Task  string `json:"task"`
	Cells []cell `json:"cells"`
}

// cell is the end of one network; where it has none, Error says why.
type cell struct {
	I     int    `json:"i"`
	J     int    `json:"j"`
	Error string `json:"error,omitempty"`
	*cellEnd
}

type cellEnd struct {
	Regime            sim.Regime          `json:"regime"`
	StepTrain         *float64            `json:"step_train"`
	StepTest          *float64            `json:"step_test"`
	StepTestAccuracy  *float64            `json:"step_test_accuracy"`
	FinalTestAccuracy *float64            `json:"final_test_accuracy"`
	PeakTestLoss      *float64            `json:"peak_test_loss"`
	Final             map[string]*float64 `json:"final"` // every metric
}

func (l *Laboratory) cells(ctx context.Context, r *cellsRequest) (*cells, error) {
	s, _, err := scenarioOf(r.YAML)
	if err != nil {
		return nil, err
	}
	seed, err := seedOf(r.Seed)
	if err != nil {
		return nil, err
	}
	if s, err = s.With(unrecorded()...); err != nil {
		return nil, faultOf(err)
	}
	task := r.Task
	if task == "" {
		task = mainTask(s)
	}
	if _, err := s.OneTask(task); err != nil {
		return nil, err
	}
	plane, err := planeOf(s, r)
	if err != nil {
		return nil, err
	}
	a := &cells{Task: task, Cells: make([]cell, len(r.Points))}
	limit := timed{ctx, time.Now().Add(cellsTime)}
	var all sync.WaitGroup
	next := make(chan int)
	for range cap(l.turns) {
		all.Go(func() {
			for k := range next {
				a.Cells[k] = l.cell(limit, plane, r.Points[k], seed, task)
			}
		})
	}
	for k := range r.Points {
		next <- k
	}
	close(next)
	all.Wait()
	return a, ctx.Err()
}

// plane is the scenario over the values of one or two keys.
type plane struct {
	s    *scenarios.Scenario
	axes []planeAxis
}

type planeAxis struct {
	path   string
	values []any // of the key's type
}

func planeOf(s *scenarios.Scenario, r *cellsRequest) (*plane, error) {
	p := &plane{s: s}
	for _, v := range []*values{r.X, r.Y} {
		if v == nil {
			continue
		}
		a, err := planeAxisOf(s, v)
		if err != nil {
			return nil, err
		}
		p.axes = append(p.axes, a)
	}
	switch {
	case r.X == nil:
		return nil, errors.New("x is missing, expected a path and values")
	case r.Y != nil && r.X.Path == r.Y.Path:
		return nil, fmt.Errorf("x and y are both %s, expected two keys", text.Line(r.X.Path))
	case len(r.Points) > maxCells:
		return nil, fmt.Errorf("%d points, expected at most %d in one request", len(r.Points), maxCells)
	}
	for _, point := range r.Points {
		for k, a := range p.axes {
			if i := point[k]; i < 0 || i >= len(a.values) {
				return nil, fmt.Errorf("point %v is none of the %d values of %s", point, len(a.values), a.path)
			}
		}
	}
	return p, nil
}

func planeAxisOf(s *scenarios.Scenario, v *values) (planeAxis, error) {
	k, err := settingAt(s, v.Path)
	if err != nil {
		return planeAxis{}, err
	}
	if len(v.Values) == 0 || len(v.Values) > maxValues {
		return planeAxis{}, fmt.Errorf("%s takes %d values, expected 1 to %d", k.Path, len(v.Values), maxValues)
	}
	a := planeAxis{path: v.Path}
	for _, given := range v.Values {
		value, err := keyValue(&k, given)
		if err != nil {
			return a, err
		}
		a.values = append(a.values, value)
	}
	return a, nil
}

// at is the scenario at a point.
func (p *plane) at(point [2]int) (*scenarios.Scenario, error) {
	var set []scenarios.Assignment
	for k, a := range p.axes {
		set = append(set, scenarios.Assignment{Path: a.path, Value: a.values[point[k]]})
	}
	return p.s.With(set...)
}

func (l *Laboratory) cell(ctx timed, p *plane, point [2]int, seed int64, task string) cell {
	c := cell{I: point[0], J: point[1]}
	s, err := p.at(point)
	if err != nil {
		c.Error = faultOf(err).Error()
		return c
	}
	result, err := l.simulate(ctx, s, seed)
	switch {
	case errors.Is(err, errLate):
		c.Error = fmt.Sprintf("not finished: the request took longer than %s, the laboratory's bound", cellsTime)
		return c
	case err != nil:
		c.Error = err.Error()
		return c
	}
	for i := range result.Tasks {
		if t := &result.Tasks[i]; t.Name == task {
			c.cellEnd = &cellEnd{
				Regime: t.Regime, StepTrain: t.StepTrain, StepTest: t.StepTest, StepTestAccuracy: t.StepTestAccuracy,
				FinalTestAccuracy: text.Null(t.TestAccuracy), PeakTestLoss: text.Null(t.PeakTestLoss), Final: finals(&t.TaskState),
			}
		}
	}
	return c
}
