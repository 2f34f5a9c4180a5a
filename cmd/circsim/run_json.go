package main

import (
	"bytes"
	"encoding/json"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// runObject is what run --json prints. Its values are those of the run's rows in the runs table.
type runObject struct {
	Scenario string `json:"scenario"`
	Seed     int64  `json:"seed"`
	Steps    int64  `json:"steps"`
	Tasks    object `json:"tasks"`
	Network  object `json:"network"`
}

// object is an object that keeps the order of its members.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (list object) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	text.WriteByte('{')
	for i, m := range list {
		if i > 0 {
			text.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		text.Write(name)
		text.WriteByte(':')
		text.Write(value)
	}
	text.WriteByte('}')
	return text.Bytes(), nil
}

func objectOf(values []output.Value) object {
	var list object
	for _, v := range values {
		list = append(list, member{v.Name, v.Value})
	}
	return list
}

// runJSON writes a run as one object on one line.
func runJSON(r *sim.Result) ([]byte, error) {
	var tasks object
	for i := range r.Tasks {
		tasks = append(tasks, member{r.Tasks[i].Name, objectOf(output.TaskValues(&r.Tasks[i]))})
	}
	text, err := json.Marshal(runObject{r.Scenario.Name, r.Seed, r.Steps, tasks, objectOf(output.NetworkValues(&r.Network))})
	return append(text, '\n'), err
}
