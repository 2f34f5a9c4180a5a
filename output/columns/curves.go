package columns

import "github.com/circsim/circsim/sim"

// Curve describes the results in a row of the curves table.
var Curve = Group[sim.CurvePoint]{
	taskName(func(p *sim.CurvePoint) *string { return &p.Task }),
	trainingTime(func(p *sim.CurvePoint) *float64 { return &p.Step }),
	Within(func(p *sim.CurvePoint) *sim.NetworkResult { return &p.NetworkResult }, spent),
	Within(func(p *sim.CurvePoint) *sim.TaskState { return &p.TaskState }, taskState),
	Within(func(p *sim.CurvePoint) *sim.NetworkResult { return &p.NetworkResult }, networkState),
}

func taskName[R any](of func(*R) *string) *column[R] {
	return word("task", "the task that the row is about", "scenario file, tasks", of)
}

func trainingTime[R any](of func(*R) *float64) *column[R] {
	return number("step", "steps", "training time, in optimizer steps", "scenario file, record", of).Repeated()
}
