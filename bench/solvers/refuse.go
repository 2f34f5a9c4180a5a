package main

import (
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// refuse is the first rule of a scenario that the programs do not have, as an error.
func refuse(s *scenarios.Scenario) error {
	t := &s.Training
	switch {
	case t.Dynamics != scenarios.Flow:
		return refusal(s, "training.dynamics", t.Dynamics, scenarios.Flow)
	case t.Loss == scenarios.MSE:
		return refusal(s, "training.loss", t.Loss, "cross-entropy")
	case t.Normalization != 0:
		return refusal(s, "training.normalization", t.Normalization, 0)
	case len(t.Phases) > 0:
		return refusal(s, "training.phases", len(t.Phases), "none")
	}
	for i := range s.Tasks {
		if err := refuseTask(s, &s.Tasks[i]); err != nil {
			return err
		}
	}
	return nil
}

func refuseTask(s *scenarios.Scenario, t *scenarios.Task) error {
	path := "tasks." + t.Name + "."
	if t.LabelNoise != 0 {
		return refusal(s, path+"label_noise", t.LabelNoise, 0)
	}
	if t.Memorization.Congestion != 1 {
		return refusal(s, path+"memorization.congestion", t.Memorization.Congestion, 1)
	}
	if kinds := len(t.Generalization); kinds > 1 {
		return refusal(s, path+"generalization", fmt.Sprintf("%d kinds of circuit", kinds), "at most one")
	}
	for _, g := range t.Generalization {
		if g.Depth != 2 {
			return refusal(s, path+"generalization.depth", g.Depth, 2)
		}
		if g.Coverage != 1 {
			return refusal(s, path+"generalization.coverage", g.Coverage, 1)
		}
	}
	return nil
}

func refusal(s *scenarios.Scenario, path string, is, expected any) error {
	return fmt.Errorf("%s: %s is %v, expected %v: the other solvers have no other rule", s.Source, path, is, expected)
}
