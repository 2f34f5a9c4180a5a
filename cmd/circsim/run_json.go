package main

import (
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
	orderedmap "github.com/pb33f/ordered-map/v2"
)

// runObject is what run --json prints. Its values are those of the run's rows in the runs table.
type runObject struct {
	Scenario string  `json:"scenario"`
	Seed     int64   `json:"seed"`
	Steps    int64   `json:"steps"`
	Tasks    *object `json:"tasks"`
	Network  *object `json:"network"`
}

// object is a JSON object that keeps the order of its members.
type object = orderedmap.OrderedMap[string, any]

func objectOf(values []output.Value) *object {
	o := orderedmap.New[string, any]()
	for _, v := range values {
		o.Set(v.Name, v.Value)
	}
	return o
}

// runJSON writes a run as one object on one line.
func runJSON(r *sim.Result) ([]byte, error) {
	tasks := orderedmap.New[string, any]()
	for i := range r.Tasks {
		tasks.Set(r.Tasks[i].Name, objectOf(output.TaskValues(&r.Tasks[i])))
	}
	return text.JSON(runObject{r.Scenario.Name, r.Seed, r.Steps, tasks, objectOf(output.NetworkValues(&r.Network))})
}
