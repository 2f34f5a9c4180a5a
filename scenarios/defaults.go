package scenarios

import (
	"fmt"
	"reflect"
)

// defaults is a scenario in which nothing has been written yet.
func defaults() Scenario {
	return Scenario{
		Model: Model{
			BitsPerParam:  2,
			Bias:          Transformer,
			Noise:         0.1,
			UnseenOutputs: UnseenNoise,
		},
		Training: Training{
			Batch:        BatchFull,
			LearningRate: 1e-3,
			WeightDecay:  1,
			Dynamics:     Flow,
			Loss:         CrossEntropy,
			Cost:         Cost{Kappa: 1},
		},
		Heads:  Heads{CopyDepth: 0.4, FunctionDepth: 0.6, DepthWidth: 0.2},
		Sweep:  Sweep{Design: Grid, Levels: 4, Threshold: Threshold{Resolution: 0.01}, DesignSeed: 1, Seeds: 1},
		Record: Record{Points: 200, Spacing: LogSpacing, Circuits: CircuitsFinal},
	}
}

func defaultTask() Task {
	return Task{
		AnswerLength: 1,
		Structure:    Local,
		Memorization: defaultMemorization(),
		Options:      4,
		Target:       1,
		autoOptions:  true,
		autoTarget:   true,
	}
}

func defaultMemorization() Memorization {
	return Memorization{Cohorts: 1, Congestion: 1, Norm: 1, autoCohorts: true}
}

func defaultGeneralization() Generalization {
	return Generalization{
		Depth:      2,
		Coverage:   1,
		Congestion: 0.3,
		Tickets:    1,
		Best:       12,
		Norm:       1,

		autoDepth:     true,
		autoTickets:   true,
		autoStructure: true,
	}
}

// fresh is a value of type t that holds its defaults.
func fresh(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch p := v.Addr().Interface().(type) {
	case *Scenario:
		*p = defaults()
	case *Model:
		*p = defaults().Model
	case *Training:
		*p = defaults().Training
	case *Cost:
		*p = defaults().Training.Cost
	case *Task:
		*p = defaultTask()
	case *Memorization:
		*p = defaultMemorization()
	case *Generalization:
		*p = defaultGeneralization()
	case *Heads:
		*p = defaults().Heads
	case *Sweep:
		*p = defaults().Sweep
	case *Record:
		*p = defaults().Record
	}
	return v
}

// settle gives the keys that were left out and whose default follows other keys their values.
func (s *Scenario) settle() {
	for i := range s.Tasks {
		t := &s.Tasks[i]
		if t.autoOptions {
			t.Options = min(4, t.Classes)
		}
		if t.Memorization.autoCohorts {
			t.Memorization.Cohorts = 1
			if t.Frequency.Zipf > 0 {
				t.Memorization.Cohorts = 64
			}
		}
		for j := range t.Generalization {
			g := &t.Generalization[j]
			if g.autoDepth {
				g.Depth = 2
				if len(t.Requires) > 0 {
					g.Depth = int64(len(t.Requires)) + 1
				}
				if len(g.Factors) > 0 {
					g.Depth = int64(len(g.Factors))
				}
			}
			if g.autoStructure {
				g.Structure = t.Structure
			}
			if g.autoTickets {
				g.Tickets = 1
				if g.Footprint > 0 {
					g.Tickets = TicketsAuto
				}
			}
		}
	}
}

// Defaulted are the paths of the keys that were left out and whose default follows other
// keys, so that it may change where those are swept.
func (s *Scenario) Defaulted() []string {
	var paths []string
	add := func(auto bool, path string) {
		if auto {
			paths = append(paths, path)
		}
	}
	for i := range s.Tasks {
		t := &s.Tasks[i]
		add(t.autoOptions, t.path("options"))
		add(t.Memorization.autoCohorts, t.path("memorization.cohorts"))
		for j := range t.Generalization {
			g := &t.Generalization[j]
			path := t.path("generalization")
			if len(t.Generalization) > 1 {
				path = fmt.Sprintf("%s.%d", path, j)
			}
			add(g.autoDepth, path+".depth")
			add(g.autoTickets, path+".tickets")
			add(g.autoStructure, path+".structure")
		}
	}
	return paths
}

// writer is a section with keys whose default follows other keys: it must know
// which of them were written.
type writer interface{ wrote(key string) }

func (t *Task) wrote(key string) {
	switch key {
	case "options":
		t.autoOptions = false
	case "target":
		t.autoTarget = false
	}
}

func (m *Memorization) wrote(key string) {
	if key == "cohorts" {
		m.autoCohorts = false
	}
}

func (g *Generalization) wrote(key string) {
	switch key {
	case "depth":
		g.autoDepth = false
	case "tickets":
		g.autoTickets = false
	case "structure":
		g.autoStructure = false
	}
}
