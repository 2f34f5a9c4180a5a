package sweep

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// screening gives the small scenario a Morris design along training.weight_decay and another axis.
func screening(t *testing.T, axis, levels string) *scenarios.Scenario {
	t.Helper()
	return design(t, "  design: morris\n  trajectories: 3\n  levels: "+levels+"\n  axes:\n    - {path: training.weight_decay, linear: {from: 0, to: 1}}\n    - "+axis+"\n")
}

func TestLevelsThatDoNotSuitAreRefused(t *testing.T) {
	for _, c := range []struct{ axis, levels, want string }{
		{"{path: model.bias, values: [transformer, recurrent, convolutional]}", "4", "model.bias has 3 values, which 4 levels cannot take equally often, expected sweep.levels to be 6"},
		{"{path: tasks.first.items, values: [100, 200, 300, 400, 500]}", "4", "tasks.first.items has 5 values, which 4 levels cannot take equally often, expected sweep.levels to be 10"},
		{"{path: tasks.first.items, values: [100, 200, 300, 400, 500, 600, 700, 800]}", "4", "tasks.first.items has 8 values, which 4 levels cannot take equally often, expected sweep.levels to be 8"},
		{"{path: model.bias, values: [transformer]}", "4", "model.bias has one value, expected at least 2 for design morris"},
		{"{path: tasks.first.answer_length, log: {from: 1, to: 2}}", "8", "tasks.first.answer_length is 1 at both level 1 and level 5 of 8, so that a move between them changes nothing, expected fewer levels (sweep.levels) or a wider range"},
	} {
		_, err := NewPlan(screening(t, c.axis, c.levels))
		if want := "small.yaml:24:7: " + c.want; err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// The suitable number of levels is the smallest even common multiple of the lengths of all lists, if a
// scenario may have so many levels.
func TestSuitableLevels(t *testing.T) {
	listed := func(n int) scenarios.Axis { return scenarios.Axis{Values: make([]any, n)} }
	for _, c := range []struct {
		axes []scenarios.Axis
		want string
	}{
		{[]scenarios.Axis{listed(3), {Range: new(scenarios.Range)}, listed(4)}, "sweep.levels to be 12"},
		{[]scenarios.Axis{listed(5)}, "sweep.levels to be 10"},
		{[]scenarios.Axis{listed(1000)}, "sweep.levels to be 1000"},
		{[]scenarios.Axis{listed(501)}, "fewer values"},
		{[]scenarios.Axis{listed(97), listed(13)}, "fewer values"},
	} {
		if got := suitable(c.axes); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// With suitable levels every move changes exactly one axis, and listed values are taken equally often.
func TestMovesOfAMorrisPlan(t *testing.T) {
	for _, c := range []struct {
		axis, levels string
		values       int
	}{
		{"{path: model.bias, values: [transformer, recurrent, convolutional]}", "6", 3},
		{"{path: model.bias, values: [transformer, recurrent]}", "4", 2},
		{"{path: tasks.first.items, values: [100, 200, 300, 400, 500]}", "10", 5},
		{"{path: tasks.first.answer_length, linear: {from: 1, to: 2}}", "1000", 2},
		{"{path: tasks.first.answer_length, log: {from: 1, to: 2}}", "6", 2},
	} {
		s := screening(t, c.axis, c.levels)
		s.Sweep.Trajectories = 2000
		plan, err := NewPlan(s)
		if err != nil {
			t.Fatal(err)
		}
		times := map[any]int{}
		for run := range plan.Runs() {
			p := plan.Point(run)
			times[p.Values[1]]++
			if run%3 == 0 {
				continue
			}
			before, changed := plan.Point(run-1), 0
			for k := range p.Values {
				if p.Values[k] != before.Values[k] {
					changed++
				}
			}
			if changed != 1 {
				t.Fatalf("%s: %v after %v", c.axis, p.Values, before.Values)
			}
		}
		if len(times) != c.values {
			t.Errorf("%s takes %v", c.axis, times)
		}
		for v, n := range times {
			// A bound of at least four standard deviations: each of the 2000 independent trajectories has three
			// points, so that its count has a standard deviation of at most 3/2.
			if off := float64(n) - 6000/float64(c.values); math.Abs(off) > 4*math.Sqrt(2000)*3/2 {
				t.Errorf("%s: %v in %d of 6000 runs", c.axis, v, n)
			}
		}
	}
}
