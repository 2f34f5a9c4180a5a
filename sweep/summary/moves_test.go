package summary

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim"
)

// Effects of a result that is linear in the position on its axis are exact, however few values the axis has.
func TestMorrisEffectsAreOfTheMovesMade(t *testing.T) {
	for _, c := range []struct {
		axis, levels string
		at           map[any]float64 // test loss, 2 x position and more
	}{
		{"{path: tasks.first.answer_length, linear: {from: 1, to: 2}}", "4", map[any]float64{int64(1): 3, int64(2): 5}},
		{"{path: tasks.first.answer_length, linear: {from: 1, to: 3}}", "4", map[any]float64{int64(1): 3, int64(2): 4, int64(3): 5}},
		{"{path: tasks.first.answer_length, log: {from: 1, to: 4}}", "6", map[any]float64{int64(1): 3, int64(2): 4, int64(3): 3 + math.Log2(3), int64(4): 5}},
		{"{path: tasks.first.answer_length, values: [1, 2]}", "4", map[any]float64{int64(1): 3, int64(2): 5}},
		{"{path: tasks.first.answer_length, values: [1, 2, 5]}", "6", map[any]float64{int64(1): 3, int64(2): 4, int64(5): 5}},
		{"{path: model.bias, values: [recurrent, transformer]}", "4", map[any]float64{"recurrent": 3, "transformer": 5}},
	} {
		keys := "{design: morris, trajectories: 20, levels: " + c.levels + ", axes: [{path: training.weight_decay, linear: {from: 0, to: 2}}, " + c.axis + "]}"
		dir := planned(t, study(t, keys), func(point []any, _ int64) []sim.TaskResult {
			r := sim.TaskResult{Name: "first"}
			r.TestLoss = c.at[point[1]] + point[0].(float64)/4
			return []sim.TaskResult{r}
		})
		got, err := Sensitivity(dir, "test_loss", "", false)
		if err != nil {
			t.Fatal(err)
		}
		const rounding = 1e-10 // of the other axis to 12 digits
		for k, exact := range []float64{0.5, 2} {
			for _, x := range []float64{got.Morris.Mu[k].Value - exact, got.Morris.MuStar[k].Value - exact, got.Morris.Sigma[k].Value} {
				if math.Abs(x) > rounding {
					t.Errorf("%s, axis %d: mu %+v, mu* %+v, sigma %+v", c.axis, k, got.Morris.Mu[k], got.Morris.MuStar[k], got.Morris.Sigma[k])
				}
			}
		}
	}
}

// A sweep whose points are not those of the design is refused, without a division by zero.
func TestMoveThatWasNotMade(t *testing.T) {
	dir := planned(t, study(t, "{design: morris, trajectories: 4, "+ranges+"}"), bilinear)
	edit(t, dir, "design: morris, ", "design: morris, design_seed: 2, ")
	var refused *text.Refusal
	if _, err := Sensitivity(dir, "test_loss", "", false); !errors.As(err, &refused) || !strings.Contains(err.Error(), " has not moved along ") {
		t.Error(err)
	}
}

// An event that never comes counts as the last step, and is reported.
func TestNeverCountsAsTheLastStep(t *testing.T) {
	dir := planned(t, study(t, "{design: morris, trajectories: 20, seeds: 2, axes: [{path: training.weight_decay, linear: {from: 0, to: 1}}]}"), func(point []any, seed int64) []sim.TaskResult {
		r := sim.TaskResult{Name: "first"}
		if step := 20.0; point[0].(float64) > 0.5 && seed == 1 {
			r.StepTest = &step
		}
		return []sim.TaskResult{r}
	})
	got, err := Sensitivity(dir, "step_test", "", false)
	if err != nil {
		t.Fatal(err)
	}
	// From a mean of 100, the study's steps, to one of 60, by a move of two thirds.
	if x := got.Morris.Mu[0].Value; math.Abs(x+60) > 1e-9 || got.Never != 60 {
		t.Errorf("mu %g, never in %d of 80 runs", x, got.Never)
	}
}
