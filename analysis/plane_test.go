package analysis

import (
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// True boundaries of the made-up plane: what has to be there to be understood falls with size, what can be
// learnt by heart rises with it.
func understood(size float64) float64 { return 3000 * math.Pow(size/1e4, -0.3) }
func byHeart(size float64) float64    { return 1000 * math.Pow(size/1e4, 0.5) }

// trueBitsPerParam and bitsPerItem are the true capacity and what an item takes of it.
const (
	trueBitsPerParam = 2.0
	bitsPerItem      = 10.0
)

func madePlane() *evaluations.Table {
	random := draws(1)
	axes := []evaluations.Axis{axis("model.params"), axis("tasks.addition.items")}
	return grid(axes, [][]float64{steps(1e3, 1e6, 7), steps(50, 2e6, 47)}, 5, func(at []float64, seed int64) map[string]float64 {
		size, items := at[0], at[1]
		noise := func() float64 { return 0.03 * random.NormFloat64() }
		bits := min(items*bitsPerItem, size*trueBitsPerParam)
		return map[string]float64{
			"test_accuracy":  rise(math.Log10(items/understood(size))+noise(), 0.4),
			"train_accuracy": 1 - rise(math.Log10(items/byHeart(size))-math.Log10(99)/(2*math.Log10(9))*0.4+noise(), 0.4),
			"memorized_bits": bits * (1 + 0.2*noise()),
			"load":           min(1, items*bitsPerItem/(size*trueBitsPerParam)),
		}
	})
}

// TestPlane holds what is found in a plane against the truth that it was made of.
func TestPlane(t *testing.T) {
	table := madePlane()
	r := lookAt(t, table)
	critical := r.pick(criticalDataSize, "")
	if len(critical) != 7 {
		t.Fatalf("%d critical data sizes", len(critical))
	}
	for i, x := range critical {
		size := steps(1e3, 1e6, 7)[i]
		if x.Fixed != table.Axes[0].Name+"="+plainly(size) || x.Along != "tasks_addition_items" || x.Task != "addition" || x.Unit != "items" {
			t.Errorf("%+v of %g parameters", x.Place, size)
		}
		holds(t, "critical data size of "+x.Fixed, x.Value, x.Low, x.High, understood(size), 0.1)
	}
	whole := r.law(t, "boundary-exponent", string(criticalDataSize))
	c := whole.of(t, "exponent")
	holds(t, "exponent of the critical data size", c.Value, c.Low, c.High, -0.3, 0.05)
	c = r.law(t, "boundary-exponent", string(memorizationDataSize)).of(t, "exponent")
	holds(t, "exponent of what is memorized", c.Value, c.Low, c.High, 0.5, 0.05)
	// 3000 (N/1e4)^-0.3 = 1000 (N/1e4)^0.5
	meet := 1e4 * math.Pow(3, 1/0.8)
	x := r.pick(crossingSize, "")[0]
	holds(t, "crossing size", x.Value, x.Low, x.High, meet, 0.15)
	x = r.pick(crossingData, "")[0]
	holds(t, "crossing data", x.Value, x.Low, x.High, understood(meet), 0.1)
	x = r.pick(bitsPerParam, "memorized_bits")[0]
	holds(t, "bits per parameter", x.Value, x.Low, x.High, trueBitsPerParam, 0.02)
	if n := len(r.pick(capacity, "memorized_bits")); n != 7 {
		t.Errorf("%d capacities", n)
	}
	// The curves along data themselves: half rises move as the boundary does.
	moved := r.law(t, "threshold-exponent", "half_rise along tasks_addition_items against model_params")
	c = moved.of(t, "exponent")
	holds(t, "exponent of the half rise", c.Value, c.Low, c.High, -0.3, 0.05)
	for _, f := range []*Fit{whole, moved} {
		if f.Objective == f.Objective || f.Condition == f.Condition {
			t.Errorf("%s has an objective %g that nothing minimized", f.Form, f.Objective)
		}
	}
}

// TestPlaces holds that the sizes of a boundary and the curves along data are told by the same words, and that no two
// findings of one kind have the same place.
func TestPlaces(t *testing.T) {
	r := lookAt(t, madePlane())
	curves := map[string]bool{}
	for _, x := range r.pick(halfRise, "test_accuracy") {
		if x.Along == "tasks_addition_items" {
			curves[x.Fixed] = true
		}
	}
	for _, x := range r.pick(criticalDataSize, "") {
		if !curves[x.Fixed] {
			t.Errorf("no curve holds %s fixed", x.Fixed)
		}
	}
	type key struct {
		Place
		Estimator
	}
	seen := map[key]bool{}
	for _, x := range r.Thresholds {
		k := key{x.Place, x.Estimator}
		if seen[k] && x.Estimator != peak && x.Estimator != valley {
			t.Errorf("twice: %+v", k)
		}
		seen[k] = true
	}
}

// TestFewSizes holds that no plane is made of too few sizes or amounts of data.
func TestFewSizes(t *testing.T) {
	axes := []evaluations.Axis{axis("model.params"), axis("tasks.addition.items")}
	for _, values := range [][][]float64{{{1, 2}, {1, 2, 3, 4}}, {{1, 2, 3}, {1, 2, 3}}} {
		table := grid(axes, values, 2, func(at []float64, seed int64) map[string]float64 {
			return map[string]float64{"test_accuracy": at[1] / 10, "train_accuracy": 1}
		})
		if n := len(planes(table, 200)); n != 0 {
			t.Errorf("%v: %d planes", values, n)
		}
		for _, w := range lookAt(t, table).Warnings {
			if !strings.Contains(w.Text, "fewer than 4 different scales left out") {
				t.Error(w)
			}
		}
	}
}
