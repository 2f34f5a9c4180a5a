package main

import (
	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	orderedmap "github.com/pb33f/ordered-map/v2"
)

// forecastObject is what forecast --json prints of a scenario.
type forecastObject struct {
	Scenario  string                              `json:"scenario"`
	Constants constants                           `json:"constants"`
	Members   int                                 `json:"members"` // sets of constants
	Seeds     int64                               `json:"seeds"`
	Steps     int64                               `json:"steps,omitempty"`
	Failed    int                                 `json:"failed,omitempty"` // networks left out, whose training diverged
	Tasks     *orderedmap.OrderedMap[string, any] `json:"tasks,omitempty"`
	Run       *runUnderwayObject                  `json:"run,omitempty"`
	Forecasts []pointObject                       `json:"forecasts,omitempty"` // of several configurations
	Next      []nextObject                        `json:"next,omitempty"`
}

// pointObject is the forecast of one of several configurations.
type pointObject struct {
	Set    *orderedmap.OrderedMap[string, any] `json:"set"`
	Steps  int64                               `json:"steps"`
	Failed int                                 `json:"failed,omitempty"`
	Tasks  *orderedmap.OrderedMap[string, any] `json:"tasks"`
}

// quantityObject has null where an event does not happen within the steps.
type quantityObject struct {
	Median *float64 `json:"median"`
	Low50  *float64 `json:"low50"`
	High50 *float64 `json:"high50"`
	Low80  *float64 `json:"low80"`
	High80 *float64 `json:"high80"`
	Low95  *float64 `json:"low95"`
	High95 *float64 `json:"high95"`
	Never  *float64 `json:"never,omitempty"` // of events
	Seen   bool     `json:"happened,omitempty"`
}

type runUnderwayObject struct {
	File         string           `json:"file"`
	Step         float64          `json:"step"`
	Effective    float64          `json:"effective"` // number of networks that resemble the run
	Networks     int              `json:"networks"`
	P            float64          `json:"p"` // predictive p value
	Contradicted bool             `json:"contradicts_fit"`
	Surprises    []surpriseObject `json:"surprises"`
}

type surpriseObject struct {
	Task     string  `json:"task"`
	Quantity string  `json:"quantity"`
	Observed float64 `json:"observed"`
	Censored bool    `json:"not_yet,omitempty"` // it had not happened by then
	Low95    float64 `json:"low95"`
	High95   float64 `json:"high95"`
	P        float64 `json:"p"`
}

type nextObject struct {
	Set       *orderedmap.OrderedMap[string, any] `json:"set"`
	Steps     float64                             `json:"steps"`
	FLOPs     float64                             `json:"flops"`
	Before    float64                             `json:"deviation_before"` // of ln steps, over the constants
	After     float64                             `json:"deviation_after"`
	Narrowing float64                             `json:"narrowing"`
}

func (f *foreseen) json() ([]byte, error) {
	first := f.forecasts[0]
	o := forecastObject{Scenario: f.points[0].Name, Constants: f.constants, Members: first.Members, Seeds: first.Seeds}
	if len(f.varied) == 0 {
		o.Steps, o.Failed, o.Tasks = first.Scenario.Training.Steps, first.Failed, tasksOf(first)
	} else {
		for _, x := range f.forecasts {
			o.Forecasts = append(o.Forecasts, pointObject{valuesOf(x.Scenario, f.varied), x.Scenario.Training.Steps, x.Failed, tasksOf(x)})
		}
	}
	if u := first.Underway; u != nil {
		o.Run = underwayObject(u, f.run)
	}
	for i := range f.next {
		x := &f.next[i]
		o.Next = append(o.Next, nextObject{valuesOf(x.Scenario, f.tried), x.Steps, x.FLOPs, x.Before, x.After, x.Narrowing()})
	}
	return text.JSON(o)
}

func underwayObject(u *calibration.Underway, file string) *runUnderwayObject {
	o := &runUnderwayObject{file, u.Run.End, u.Effective, u.Networks, u.P, u.P < calibration.Contradicted, []surpriseObject{}}
	for _, s := range u.Surprises {
		o.Surprises = append(o.Surprises, surpriseObject{s.Task, string(s.Kind), s.Natural(), s.Censored, s.Low, s.High, s.P})
	}
	return o
}

// valuesOf are the values of some keys of a scenario.
func valuesOf(s *scenarios.Scenario, paths []string) *orderedmap.OrderedMap[string, any] {
	o := orderedmap.New[string, any]()
	for _, path := range paths {
		key, _ := s.Setting(path)
		o.Set(path, key.Of(s))
	}
	return o
}

func tasksOf(f *calibration.Forecast) *orderedmap.OrderedMap[string, any] {
	tasks := orderedmap.New[string, any]()
	for i := range f.Tasks {
		t := &f.Tasks[i]
		o := orderedmap.New[string, any]()
		for _, q := range t.Quantities {
			o.Set(string(q.Kind), quantityOf(&q))
		}
		regimes := orderedmap.New[string, float64]()
		for _, r := range t.Regimes {
			regimes.Set(string(r.Regime), r.Probability)
		}
		o.Set("regimes", regimes)
		tasks.Set(t.Name, o)
	}
	return tasks
}

func quantityOf(q *calibration.Quantity) quantityObject {
	w := q.Intervals
	o := quantityObject{
		text.Null(q.Median), text.Null(w[0].Low), text.Null(w[0].High), text.Null(w[1].Low), text.Null(w[1].High),
		text.Null(w[2].Low), text.Null(w[2].High), nil, q.Happened,
	}
	if q.Kind.IsStep() {
		o.Never = &q.Never
	}
	return o
}
