package main

import (
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// sensitivityObject is what sensitivity --json prints.
type sensitivityObject struct {
	Scenario     string           `json:"scenario"`
	Design       scenarios.Design `json:"design"`
	Of           string           `json:"of"`
	Task         string           `json:"task"`
	Log          bool             `json:"log"`
	Seeds        int64            `json:"seeds"`
	Runs         int64            `json:"runs"`
	Never        int64            `json:"never"` // runs without the event, counted as their last step
	BasePoints   *int64           `json:"base_points,omitempty"`
	Trajectories *int64           `json:"trajectories,omitempty"`
	Points       *int64           `json:"points,omitempty"`
	Mean         *float64         `json:"mean,omitempty"`
	Variance     *float64         `json:"variance,omitempty"`
	Axes         []axisObject     `json:"axes"`
}

// axisObject holds the estimates that the design of the sweep gives.
type axisObject struct {
	Path   string       `json:"path"`
	From   any          `json:"from"` // mu is positive if the quantity rises on the way from here
	To     any          `json:"to"`   // to here
	First  *indexObject `json:"first_order,omitempty"`
	Total  *indexObject `json:"total,omitempty"`
	Mu     *indexObject `json:"mu,omitempty"`
	MuStar *indexObject `json:"mu_star,omitempty"`
	Sigma  *indexObject `json:"sigma,omitempty"`
}

// indexObject holds null where there is no variance to explain.
type indexObject struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

func indexOf(list []stat.Estimate, k int) *indexObject {
	return &indexObject{text.Null(list[k].Value), text.Null(list[k].Low), text.Null(list[k].High)}
}

// sensitivityJSON writes sensitivities as one object on one line.
func sensitivityJSON(s *summary.Sensitivities) ([]byte, error) {
	object := sensitivityObject{Scenario: s.Scenario, Design: s.Design, Of: s.Of, Task: s.Task, Log: s.Log, Seeds: s.Seeds, Runs: s.Runs, Never: s.Never}
	switch {
	case s.Sobol != nil:
		object.BasePoints, object.Mean, object.Variance = &s.Units, &s.Sobol.Mean, &s.Sobol.Variance
	case s.Given != nil:
		object.Points, object.Mean, object.Variance = &s.Units, &s.Given.Mean, &s.Given.Variance
	default:
		object.Trajectories = &s.Units
	}
	for k, path := range s.Axes {
		axis := axisObject{Path: path, From: s.Ways[k].From, To: s.Ways[k].To}
		switch {
		case s.Sobol != nil:
			axis.First, axis.Total = indexOf(s.Sobol.First, k), indexOf(s.Sobol.Total, k)
		case s.Given != nil:
			axis.First = indexOf(s.Given.First, k)
		default:
			axis.Mu, axis.MuStar, axis.Sigma = indexOf(s.Morris.Mu, k), indexOf(s.Morris.MuStar, k), indexOf(s.Morris.Sigma, k)
		}
		object.Axes = append(object.Axes, axis)
	}
	return text.JSON(object)
}
