package analysis

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// TestHysteresis finds the width of a loop that was made, for every size and in the mean, and none where both
// ways end in the same.
func TestHysteresis(t *testing.T) {
	for _, width := range []float64{0.3, 0} {
		for _, sized := range []bool{true, false} {
			random := draws(2)
			axes := []evaluations.Axis{axis("tasks.addition.items"), axis("training.phases.0.set.tasks.addition.items")}
			values := [][]float64{{100, 1e5}, steps(100, 1e5, 31)}
			if sized {
				axes, values = append(axes, axis("model.params")), append(values, steps(1e3, 1e5, 3))
			}
			table := grid(axes, values, 5, func(at []float64, seed int64) map[string]float64 {
				boundary := math.Log10(3000)
				if at[0] == 100 {
					boundary += width
				}
				return map[string]float64{"test_accuracy": rise(math.Log10(at[1])-boundary+0.02*random.NormFloat64(), 0.4)}
			})
			found := hystereses(table, 200)
			want := 1
			if sized {
				want = 4
			}
			if len(found) != want {
				t.Fatalf("%d widths, sized %v", len(found), sized)
			}
			for _, x := range found {
				t.Logf("width of %s: %.3g [%.3g, %.3g], p %.2g, true %g", x.Fixed, x.Value, x.Low, x.High, x.P, width)
				if !(math.Abs(x.Value-width) < 0.05) || x.Scales != 31 || (x.P < 0.001) != (width > 0) {
					t.Errorf("%+v, true width %g", x, width)
				}
			}
			if last := found[len(found)-1]; last.Fixed != "" || sized && found[0].Fixed != "model_params=1000" {
				t.Errorf("places %q and %q", found[0].Fixed, last.Fixed)
			}
		}
	}
}

// TestDescent finds the peak of the loss and the valley of the accuracy that were made, and neither on a curve that
// only improves.
func TestDescent(t *testing.T) {
	for _, height := range []float64{0.3, 0} {
		random := draws(3)
		const middle = 3e4
		table := grid([]evaluations.Axis{axis("model.params")}, [][]float64{steps(1e3, 1e6, 25)}, 8, func(at []float64, seed int64) map[string]float64 {
			bump := height * math.Exp(-math.Pow(math.Log10(at[0]/middle)/0.25, 2))
			better := 0.3 * math.Log10(at[0]/1e3) / 3
			return map[string]float64{
				"test_accuracy": 0.5 + better - bump + 0.02*random.NormFloat64(),
				"test_loss":     1 - better + bump + 0.02*random.NormFloat64(),
			}
		})
		r := lookAt(t, table)
		peaks, valleys := r.pick(peak, "test_loss"), r.pick(valley, "test_accuracy")
		if height == 0 {
			if n := len(r.pick(peak, "")) + len(r.pick(valley, "")); n > 0 {
				t.Errorf("%d turning points of monotone curves", n)
			}
			continue
		}
		if len(peaks) != 1 || len(valleys) != 1 {
			t.Fatalf("%d peaks, %d valleys", len(peaks), len(valleys))
		}
		for _, x := range append(peaks, valleys...) {
			holds(t, string(x.Estimator)+" of "+x.Metric, x.Value, x.Low, x.High, middle, 0.2)
			if x.Unit != "parameters" || !(x.P < 0.05) || x.Test == "" || x.Observations != 200 {
				t.Errorf("%+v", x)
			}
		}
	}
}

// TestFiniteSize finds how a transition that was made sharpens with size, where it is, that the curves of all sizes
// are one, and that replicates differ most there.
func TestFiniteSize(t *testing.T) {
	random := draws(4)
	const critical, inverseNu = 3000.0, 0.4
	axes := []evaluations.Axis{axis("model.params"), axis("tasks.addition.items")}
	table := grid(axes, [][]float64{steps(1e3, 1e5, 5), steps(1500, 6000, 61)}, 8, func(at []float64, seed int64) map[string]float64 {
		from := (at[1]/critical - 1) * math.Pow(at[0]/1e3, inverseNu)
		return map[string]float64{"test_accuracy": rise(from+0.03*random.NormFloat64(), 0.5), "train_accuracy": 1}
	})
	r := lookAt(t, table)
	c := r.law(t, "finite-size", "width of the rise").of(t, "exponent")
	holds(t, "exponent of the width", c.Value, c.Low, c.High, -inverseNu, 0.1)
	found := r.pick(collapseInverseNu, "")
	if len(found) != 1 {
		t.Fatalf("%d collapses", len(found))
	}
	holds(t, "1/nu", found[0].Value, found[0].Low, found[0].High, inverseNu, 0.1)
	found = r.pick(collapseCritical, "")
	holds(t, "critical data size", found[0].Value, found[0].Low, found[0].High, critical, 0.05)
	if x := r.pick(collapseExplained, "")[0].Value; !(x > 0.95) {
		t.Errorf("the curves of all sizes explain %g", x)
	}
	for _, x := range r.pick(susceptibilityPeak, "") {
		if x.Along == "tasks_addition_items" {
			holds(t, "greatest spread of "+x.Fixed, x.Value, x.Low, x.High, critical, 0.5)
		}
	}
}
