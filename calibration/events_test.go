package calibration

import (
	"context"
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"pgregory.net/rapid"
)

// An event lies between the logged steps about it, where the curve, straight in ln step, crosses the level.
func TestCrossing(t *testing.T) {
	c := crossing{level: 1, down: true, scale: logLoss}
	for _, p := range [][2]float64{{0, 3}, {10, math.E}, {1000, math.Exp(-1)}, {2000, 5}} {
		c.see(p[0], p[1])
	}
	if want := math.Log(100); !c.crossed || math.Abs(c.at-want) > 1e-12 {
		t.Errorf("test loss falls below 1 at ln step %v, not %v", c.at, want)
	}
	if c.low != math.Log(10) || c.high != math.Log(1000) {
		t.Errorf("between ln steps %v and %v", c.low, c.high)
	}
	late := crossing{level: 0.99, scale: logit}
	late.see(5, math.NaN())
	late.see(10, 0.98)
	if late.crossed || !late.seen {
		t.Errorf("%+v", late)
	}
}

// The events that are read off the recorded curves of a simulated run are those that the simulation itself states, within
// the logged steps; the predictions of its events are theirs.
func TestEventsAgreeWithTheSimulation(t *testing.T) {
	base := parsed(t, small)
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.Int64Range(300, 2400).Draw(t, "items")
		points := rapid.Int64Range(30, 200).Draw(t, "points")
		steps := rapid.Int64Range(50, 30000).Draw(t, "steps")
		s, err := base.With(scenarios.Assignment{Path: "tasks.sums.items", Value: items},
			scenarios.Assignment{Path: "training.steps", Value: steps}, scenarios.Assignment{Path: "record.points", Value: points})
		if err != nil {
			t.Fatal(err)
		}
		r, err := sim.Run(context.Background(), s, 1, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		watched := newCurves(float64(r.Scenario.Tasks[0].Classes))
		for _, p := range r.Curves {
			watched.see(point{p.Step, p.TrainAccuracy, p.TestLoss, p.TestAccuracy})
		}
		for _, o := range watched.observations("sums", float64(steps)) {
			said := simulated(r, 0, o.Kind, float64(steps))
			switch width := o.Rounding * math.Sqrt(12); {
			case o.Censored:
				if said < o.Value {
					t.Errorf("%s: not seen by ln step %v, but simulated at %v", o.Kind, o.Value, said)
				}
			case o.Kind == PeakTestLoss:
				if o.Value > said+1e-4 || o.Value < said-0.3 {
					t.Errorf("the peak of the recorded points is exp(%v), that of the run exp(%v)", o.Value, said)
				}
			case o.Kind.IsStep():
				if math.Abs(said-o.Value) > width/2+1e-3 {
					t.Errorf("%s: read off the curve at ln step %v, give or take %v, but simulated at %v", o.Kind, o.Value, width, said)
				}
			default:
				if math.Abs(said-o.Value) > 1e-9 {
					t.Errorf("%s: %v in the curve, %v simulated", o.Kind, o.Value, said)
				}
			}
		}
	})
}

// The test loss of two classes is low at the simulator's level, not at 1 nat, which guessing does not cost.
func TestLowLossOfTwoClasses(t *testing.T) {
	s := parsed(t, small, "tasks.sums.classes=2", "tasks.sums.items=2400")
	r, err := sim.Run(context.Background(), s, 1, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	watched := newCurves(float64(s.Tasks[0].Classes))
	for _, p := range r.Curves {
		watched.see(point{p.Step, p.TrainAccuracy, p.TestLoss, p.TestAccuracy})
	}
	if at := r.Tasks[0].StepTest; at == nil || !watched.loss.crossed || *at < 1 || math.Abs(watched.loss.at-logStep(*at)) > 0.1 {
		t.Errorf("read off the curve at ln step %v (%v), simulated at step %v", watched.loss.at, watched.loss.crossed, at)
	}
}

// An event that does not happen gets a later time the farther it is, and never an earlier one than the end.
func TestMissingEventsHaveASlope(t *testing.T) {
	r := &sim.Result{Steps: 1000, Tasks: []sim.TaskResult{{}}, Scenario: &scenarios.Scenario{Tasks: []scenarios.Task{{Classes: 10}}}}
	last := math.Log(1000)
	for _, loss := range []float64{1, 1.5, 3, 9} {
		r.Tasks[0].TestLoss = loss
		now := simulated(r, 0, StepTest, 100)
		if now < last || loss > 1 && now == last {
			t.Errorf("test loss %v at the end: ln step %v, after %v", loss, now, last)
		}
		last = now
	}
}
