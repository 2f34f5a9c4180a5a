package regimes_test

import (
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sim/regimes"
)

// curve interpolates linearly between pairs of step and accuracy.
func curve(train, test [][2]float64) regimes.Curve {
	c := regimes.Curve{Chance: 0.01}
	for step := 0.0; step <= 200_000; step += 100 {
		c.Step = append(c.Step, step)
		c.Train, c.Test = append(c.Train, interpolate(train, step)), append(c.Test, interpolate(test, step))
	}
	return c
}

func interpolate(points [][2]float64, step float64) float64 {
	for i := 1; i < len(points); i++ {
		if a, b := points[i-1], points[i]; step <= b[0] {
			return a[1] + (b[1]-a[1])*(step-a[0])/(b[0]-a[0])
		}
	}
	return points[len(points)-1][1]
}

func TestLabelsOfCurves(t *testing.T) {
	type line = [][2]float64
	flat := line{{0, 0.01}, {1, 0.01}}
	fast := line{{0, 0.01}, {1000, 1}}
	for _, c := range []struct {
		name        string
		train, test line
		regime, liu regimes.Regime
	}{
		{"nothing", flat, flat, regimes.Confusion, regimes.Confusion},
		{"memory alone", fast, flat, regimes.Memorization, regimes.Memorization},
		{"at once", fast, line{{0, 0.01}, {1500, 1}}, regimes.Comprehension, regimes.Comprehension},
		{"late", fast, line{{0, 0.01}, {9000, 0.01}, {10000, 1}}, regimes.Grokking, regimes.Grokking},
		{"later than Liu looks", fast, line{{0, 0.01}, {120_000, 0.01}, {130_000, 1}}, regimes.Grokking, regimes.Memorization},
		{"half way", fast, line{{0, 0.01}, {9000, 0.01}, {10000, 0.6}}, regimes.SemiGrokking, regimes.Memorization},
		{"both rise from a plateau", line{{0, 0.01}, {1000, 0.5}, {8000, 0.5}, {9000, 1}}, line{{0, 0.01}, {8000, 0.01}, {9000, 1}}, regimes.Progression, regimes.Comprehension},
		{"test alone", line{{0, 0.01}, {1000, 0.5}}, line{{0, 0.01}, {9000, 1}}, regimes.Progression, ""},
		{"999 steps apart", line{{0, 0.01}, {1000, 0.9}, {1100, 1}}, line{{0, 0.01}, {1999, 0.9}, {2100, 1}}, regimes.Comprehension, regimes.Comprehension},
		{"1001 steps apart", line{{0, 0.01}, {1000, 0.9}, {1100, 1}}, line{{0, 0.01}, {2001, 0.9}, {2100, 1}}, regimes.Grokking, regimes.Grokking},
	} {
		k := curve(c.train, c.test)
		if got := k.Regime(); got != c.regime {
			t.Errorf("%s: regime %q, want %q", c.name, got, c.regime)
		}
		if got := k.Liu(); got != c.liu {
			t.Errorf("%s: phase %q, want %q", c.name, got, c.liu)
		}
	}
	if got := (regimes.Curve{}).Regime(); got != "" {
		t.Errorf("a curve without steps is %q", got)
	}
}

// Label noise lowers the training accuracy that counts as learned.
func TestLabelNoiseLowersTheBar(t *testing.T) {
	k := curve([][2]float64{{0, 0.1}, {1000, 0.8}}, [][2]float64{{0, 0.1}, {1000, 1}})
	if got := k.Regime(); got != regimes.Progression {
		t.Errorf("all labels taken as right: %s", got)
	}
	k.LabelNoise = 0.2
	if got := k.Regime(); got != regimes.Comprehension {
		t.Errorf("a fifth of the labels wrong: %s", got)
	}
}

// Where nearly all labels are wrong, a tenth of the right ones is less than guessing
// gets. Only a network that stores the set has learned it.
func TestChanceIsNoMemorization(t *testing.T) {
	chance := [][2]float64{{0, 0.02}, {200_000, 0.02}}
	for noise := range 1000 {
		k := curve(chance, chance)
		k.Chance, k.LabelNoise = 0.02, float64(noise)/1000
		if got := k.Regime(); got != regimes.Confusion {
			t.Fatalf("label noise %g: chance is %s", k.LabelNoise, got)
		}
	}
	k := curve([][2]float64{{0, 0.02}, {1000, 1}}, chance)
	k.Chance, k.LabelNoise = 0.02, 0.97
	if got := k.Regime(); got != regimes.Memorization {
		t.Errorf("all labels stored: %s", got)
	}
}

// The label that recorded steps give is the one that the simulator gives from exact steps.
func TestRegimesOfSimulatedCurves(t *testing.T) {
	seen := map[regimes.Regime]bool{}
	for _, c := range []struct{ params, items string }{
		{"100", "2000"}, {"1000", "5000"}, {"64256", "2000"}, {"64256", "3200"}, {"64256", "12000"}, {"1778", "3000"}, {"31623", "3000"},
	} {
		s, _, err := scenarios.Open("regimes", []string{"model.params=" + c.params, "tasks.addition.items=" + c.items, "record.points=400"})
		if err != nil {
			t.Fatal(err)
		}
		for seed := range int64(5) {
			r, err := sim.Run(t.Context(), s, seed+1, sim.Options{})
			if err != nil {
				t.Fatal(err)
			}
			k := regimes.Curve{Chance: 1. / 113}
			for _, p := range r.Curves {
				k.Step, k.Train, k.Test = append(k.Step, p.Step), append(k.Train, p.TrainAccuracy), append(k.Test, p.TestAccuracy)
			}
			seen[r.Tasks[0].Regime] = true
			if got, want := k.Regime(), r.Tasks[0].Regime; got != want {
				t.Errorf("%s parameters, %s items, seed %d: the recorded curve gives %s, the simulator %s", c.params, c.items, seed+1, got, want)
			}
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %v were seen", seen)
	}
}
