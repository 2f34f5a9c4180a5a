package transitions

import (
	"fmt"
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"pgregory.net/rapid"
)

// What is found does not depend on the order of the runs, to the last bit.
func TestOrderOfRunsMeansNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Run {
			return Run{
				X:     math.Pow(2, float64(rapid.IntRange(0, 3).Draw(t, "x"))),
				Y:     math.Pow(2, float64(rapid.IntRange(0, 7).Draw(t, "y"))),
				Value: rapid.Float64Range(-1, 2).Draw(t, "value"),
				Seed:  rapid.Int64Range(stat.NoSeed, 4).Draw(t, "seed"),
			}
		}), 1, 80).Draw(t, "runs")
		if rapid.Bool().Draw(t, "all have seeds") {
			for i := range runs {
				runs[i].Seed = max(runs[i].Seed, 0)
			}
		}
		mixed := rapid.Permutation(runs).Draw(t, "mixed")
		if a, b := everything(runs), everything(mixed); a != b {
			t.Fatalf("%s\nbut in another order\n%s", a, b)
		}
	})
}

// everything is all that the package says of some runs, as text.
func everything(runs []Run) string {
	b := bootstrap(0, 20)
	rise, fall := FindBoundary(runs, 0.5, LastRise, b), FindBoundary(runs, 0.5, FirstFall, b)
	var half [2][]Run
	var sizes []Sized
	var along stat.Series
	var stored []Stored
	for _, r := range runs {
		half[int(r.Y)%2] = append(half[int(r.Y)%2], r)
		o := stat.Observation{X: r.Y, Y: r.Value, Seed: r.Seed}
		along.Observations = append(along.Observations, o)
		stored = append(stored, Stored{Params: r.X, Items: r.Y, Amount: math.Abs(r.Value), Load: min(1, math.Abs(r.Value)), Seed: r.Seed})
		i := 0
		for i < len(sizes) && sizes[i].Size != r.X {
			i++
		}
		if i == len(sizes) {
			sizes = append(sizes, Sized{Size: r.X})
		}
		sizes[i].Series.Observations = append(sizes[i].Series.Observations, o)
	}
	h := MeasureHysteresis(half[0], runs, 0.5, LastRise, b)
	return fmt.Sprintf("%+v", []any{
		rise, fall, Cross(rise, fall), rise.Exponent(), h.Gaps, h.Mean,
		MeasureSusceptibility(along, func(x float64) float64 { return x }, b), FindHumps(along, 5),
		FindCollapse(sizes, b), FindExtrema(along, b), EffectiveComplexity(runs, 0.1, b).Y, FindCapacity(stored, b),
	})
}

// Tables with nothing in them, or too little, are told so.
func TestTooLittleIsSaid(t *testing.T) {
	b := bootstrap(0, 20)
	one := []Run{{X: 1, Y: 1, Value: 0}, {X: 1, Y: 2, Value: 1}}
	line := FindBoundary(one, 0.5, LastRise, b)
	for name, e := range map[string]stat.Estimate{
		"one replicate":       line.Y[0],
		"a line of one point": line.Exponent().Exponent,
		"lines of one point":  Cross(line, line).X,
		"nothing":             Cross(Boundary{}, Boundary{}).X,
		"nothing to compare":  MeasureHysteresis(nil, nil, 0.5, LastRise, b).Mean.Width,
		"no peak":             MeasureSusceptibility(stat.Series{}, func(float64) float64 { return 1 }, b).Place,
		"no sizes":            FindCollapse(nil, b).Critical,
		"no networks":         FindCapacity(nil, b).PerParam,
	} {
		if bounded := !math.IsNaN(e.Value) && !math.IsInf(e.Low, 0) && e.Low != 0; bounded || e.Reason == "" {
			t.Errorf("%s: %+v", name, e)
		}
	}
	if len(FindBoundary(nil, 0.5, LastRise, b).X) != 0 || FindExtrema(stat.Series{}, b).Reason == "" {
		t.Error("something of nothing")
	}
	if f := ScaleBySize(nil, b); !math.IsNaN(f.WidthExponent.Exponent.Value) {
		t.Errorf("%+v", f)
	}
}
