package main

import (
	"bytes"
	"encoding/json"

	"github.com/circsim/circsim/sim"
)

// runObject is what run --json prints.
type runObject struct {
	Scenario string       `json:"scenario"`
	Seed     int64        `json:"seed"`
	Steps    int64        `json:"steps"`
	Tasks    taskObjects  `json:"tasks"`
	Network  networkFinal `json:"network"`
}

type networkFinal struct {
	Load   *float64 `json:"load"`
	Norm   *float64 `json:"norm"`
	Loss   *float64 `json:"loss"`
	FLOPs  *float64 `json:"flops"`
	Tokens *float64 `json:"tokens"`
}

type taskFinal struct {
	TrainAccuracy    *float64   `json:"train_accuracy"`
	TestAccuracy     *float64   `json:"test_accuracy"`
	TrainLoss        *float64   `json:"train_loss"`
	TestLoss         *float64   `json:"test_loss"`
	ExactMatch       *float64   `json:"exact_match"`
	ChainOfThought   *float64   `json:"chain_of_thought"`
	EditDistance     *float64   `json:"edit_distance"`
	Brier            *float64   `json:"brier"`
	LogLikelihood    *float64   `json:"log_likelihood"`
	MultipleChoice   *float64   `json:"multiple_choice"`
	Penalty          *float64   `json:"penalty"`
	Regime           sim.Regime `json:"regime"`
	StepTrain        *float64   `json:"step_train"`
	StepTest         *float64   `json:"step_test"`
	StepTestAccuracy *float64   `json:"step_test_accuracy"`
	PeakTestLoss     *float64   `json:"peak_test_loss"`
	StepPeakTestLoss *float64   `json:"step_peak_test_loss"`
	MemorizedBits    *float64   `json:"memorized_bits"`
	Generalization   *float64   `json:"generalization"`
}

// finite is nil, which JSON calls null, for what JSON has no number for.
func finite(x float64) *float64 {
	if x-x != 0 {
		return nil
	}
	return &x
}

// optional is what may not be there: a step that never came, a chain of a task that has none.
func optional(x *float64) *float64 {
	if x == nil {
		return nil
	}
	return finite(*x)
}

// taskObjects is an object that keeps the order of the tasks.
type taskObjects []sim.TaskResult

// MarshalJSON writes one member per task.
func (tasks taskObjects) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	text.WriteByte('{')
	for i, t := range tasks {
		if i > 0 {
			text.WriteByte(',')
		}
		name, err := json.Marshal(t.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(taskFinal{
			finite(t.TrainAccuracy), finite(t.TestAccuracy), finite(t.TrainLoss), finite(t.TestLoss),
			finite(t.ExactMatch), optional(t.ChainOfThought), finite(t.EditDistance), finite(t.Brier), finite(t.LogLikelihood), finite(t.MultipleChoice), finite(t.Penalty),
			t.Regime, optional(t.StepTrain), optional(t.StepTest), optional(t.StepTestAccuracy),
			finite(t.PeakTestLoss), finite(t.StepPeakTestLoss), finite(t.MemorizedBits), finite(t.Generalization),
		})
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

// runJSON writes a run as one object on one line.
func runJSON(r *sim.Result) ([]byte, error) {
	n := r.Network
	text, err := json.Marshal(runObject{
		r.Scenario.Name, r.Seed, r.Steps, r.Tasks,
		networkFinal{finite(n.Load), finite(n.Norm), finite(n.Loss), finite(n.FLOPs), finite(n.Tokens)},
	})
	return append(text, '\n'), err
}
