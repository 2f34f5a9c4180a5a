package laboratory

import "github.com/circsim/circsim/sim"

// metric is a column of the curves of a task.
type metric struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Unit  string `json:"unit"`

	of func(*sim.TaskState) float64
}

// metrics are the columns, by the names that the tables have.
var metrics = []metric{
	{"train_accuracy", "training accuracy", "share", func(t *sim.TaskState) float64 { return t.TrainAccuracy }},
	{"test_accuracy", "test accuracy", "share", func(t *sim.TaskState) float64 { return t.TestAccuracy }},
	{"train_loss", "training loss", "nats per token", func(t *sim.TaskState) float64 { return t.TrainLoss }},
	{"test_loss", "test loss", "nats per token", func(t *sim.TaskState) float64 { return t.TestLoss }},
	{"exact_match", "exact match", "share", func(t *sim.TaskState) float64 { return t.ExactMatch }},
	{"edit_distance", "edit distance", "tokens", func(t *sim.TaskState) float64 { return t.EditDistance }},
	{"brier", "Brier score", "", func(t *sim.TaskState) float64 { return t.Brier }},
	{"log_likelihood", "log-likelihood", "nats per token", func(t *sim.TaskState) float64 { return t.LogLikelihood }},
	{"multiple_choice", "multiple choice", "share", func(t *sim.TaskState) float64 { return t.MultipleChoice }},
}
