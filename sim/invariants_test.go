package sim

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a random scenario of one or two tasks.
func drawn(t *rapid.T) string {
	f := func(from, to float64, name string) string {
		x := math.Exp(rapid.Float64Range(math.Log(from), math.Log(to)).Draw(t, name))
		return strconv.FormatFloat(x, 'g', 4, 64)
	}
	i := func(from, to float64, name string) string {
		x := math.Exp(rapid.Float64Range(math.Log(from), math.Log(to)).Draw(t, name))
		return strconv.FormatFloat(math.Round(x), 'f', 0, 64)
	}
	text := "name: drawn\nmodel: {params: " + i(100, 1e6, "params") + ", bits_per_param: " + f(1, 4, "bits") + ", leak: " + f(0.01, 2, "leak") + "}\n" +
		"training: {steps: " + i(100, 1e5, "steps") + ", weight_decay: 1}\n" +
		"record: {points: 100, circuits: final}\ntasks:\n"
	for k := range rapid.IntRange(1, 2).Draw(t, "tasks") {
		n := strconv.Itoa(k)
		text += "  task" + n + ":\n" +
			"    classes: " + i(2, 500, "classes"+n) + "\n    items: " + i(10, 1e5, "items"+n) + "\n" +
			"    memorization: {gain: " + f(10, 1000, "gain"+n) + ", initial: " + f(1e-3, 0.1, "initial"+n) + ", congestion: " + f(1, 3, "p"+n) + "}\n" +
			"    generalization: {gain: " + f(1e-3, 0.1, "g"+n) + ", gain_spread: 0.3, initial: " + f(1e-6, 1e-2, "s"+n) +
			", footprint: " + f(10, 500, "footprint"+n) + ", congestion: " + f(0.05, 1, "q"+n) + ", depth: " + strconv.Itoa(rapid.IntRange(2, 4).Draw(t, "depth"+n)) + ", best: 4}\n"
	}
	return text
}

// unmemorized is a scenario without the memorization of its first task.
func unmemorized(text string) string {
	before, section, _ := strings.Cut(text, "    memorization:")
	_, after, _ := strings.Cut(section, "\n")
	return before + after
}

// The budget is never overspent by growth: load passes 1 only where a rule is there to fall, which gives its items back
// to memorization. Nothing is ever not a number, and measures stay within their ranges.
func TestLoadStaysBelowOneAndMeasuresInTheirRanges(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := run(t, parse(t, drawn(rt)), 1, Options{})
		for i, c := range r.Curves {
			if !(c.Load >= 0 && (c.Load < 1 || ruleThere(r.Curves, i))) {
				rt.Fatalf("step %g: load %g", c.Step, c.Load)
			}
			for name, x := range map[string]float64{"train accuracy": c.TrainAccuracy, "test accuracy": c.TestAccuracy, "exact match": c.ExactMatch, "Brier/2": c.Brier / 2} {
				if !(x >= -1e-6 && x <= 1+1e-6) {
					rt.Fatalf("step %g: %s %g", c.Step, name, x)
				}
			}
			for name, x := range map[string]float64{"train loss": c.TrainLoss, "test loss": c.TestLoss, "norm": c.Norm, "bits": c.MemorizedBits} {
				if !(x >= 0) || math.IsInf(x, 0) {
					rt.Fatalf("step %g: %s %g", c.Step, name, x)
				}
			}
		}
	})
}

// ruleThere reports whether generalization had any strength at recorded point i or before: a rule whose items memorization gets back
// when it falls.
func ruleThere(curves []CurvePoint, i int) bool {
	return slices.ContainsFunc(curves[:i+1], func(c CurvePoint) bool { return c.Generalization > 0.01 })
}

// precisions are tolerances of the integrator, 0 for the default, and how far a loss may rise from its errors: a few of them.
var precisions = []struct{ tolerance, slack float64 }{{0, 1e-5}, {1e-8, 1e-7}}

// Without decay the flow goes down the training loss, whatever the crowding.
func TestTrainingLossFallsAlongTheFlowWithoutDecay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := parse(t, drawn(rt), "training.weight_decay=0")
		for _, p := range precisions {
			falls(rt, run(t, s, 1, Options{Tolerance: p.tolerance}), p.slack)
		}
	})
}

// With decay and without crowding the flow goes down loss + decay/2 norm^2:
// this ties the norm that is reported to the loss that is trained.
func TestRegularizedLossFallsAlongTheUncrowdedFlow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := parse(t, drawn(rt), "model.params=1e15", "tasks.task0.generalization.tickets=7")
		for _, p := range precisions {
			falls(rt, run(t, s, 1, Options{Tolerance: p.tolerance}), p.slack)
		}
	})
}

// falls checks that the training loss with the penalty of decay never rises by more than slack, of it or of 1.
func falls(t *rapid.T, r *Result, slack float64) {
	shares := r.Scenario.Shares()
	last := math.Inf(1)
	for i := 0; i < len(r.Curves); i += len(shares) {
		loss := r.Scenario.Training.WeightDecay / 2 * r.Curves[i].Norm * r.Curves[i].Norm
		for k, share := range shares {
			loss += share * r.Curves[i+k].TrainLoss
		}
		if loss > last*(1+slack)+slack {
			t.Fatalf("step %g: loss rises from %.9g to %.9g", r.Curves[i].Step, last, loss)
		}
		last = loss
	}
}

// final is a run's end, by task name.
func final(r *Result) map[string]Metrics {
	m := map[string]Metrics{}
	for _, t := range r.Tasks {
		m[t.Name] = t.Metrics
	}
	return m
}

func sameMetrics(t *testing.T, what string, a, b map[string]Metrics, tolerance float64) {
	t.Helper()
	for name, x := range a {
		y := b[name]
		for _, d := range []float64{x.TrainLoss - y.TrainLoss, x.TestLoss - y.TestLoss, x.TrainAccuracy - y.TrainAccuracy, x.TestAccuracy - y.TestAccuracy} {
			if math.Abs(d) > tolerance {
				t.Errorf("%s: task %s differs: %+v, %+v", what, name, x, y)
				break
			}
		}
	}
}

// The order of tasks and of circuits in the file is no part of the model.
func TestPermutingAgentsChangesNothing(t *testing.T) {
	s := parse(t, rich, "training.steps=3000")
	permuted := *s
	permuted.Tasks = slices.Clone(s.Tasks)
	slices.Reverse(permuted.Tasks)
	sameMetrics(t, "tasks reversed", final(run(t, s, 3, Options{})), final(run(t, &permuted, 3, Options{})), 1e-6)
}

// A cohort is a super-individual: how many stand for the items is no part of the model.
func TestSplittingCohortsChangesNothing(t *testing.T) {
	one := final(run(t, parse(t, rich, "tasks.addition.memorization.cohorts=1", "training.steps=3000"), 1, Options{}))
	many := final(run(t, parse(t, rich, "tasks.addition.memorization.cohorts=1000", "training.steps=3000"), 1, Options{}))
	sameMetrics(t, "a thousand cohorts for one", one, many, 1e-6)
}

func TestToleranceIsHonoured(t *testing.T) {
	s := parse(t, rich)
	loose, tight := run(t, s, 1, Options{}), run(t, s, 1, Options{Tolerance: 1e-9})
	for i, c := range loose.Circuits {
		want := tight.Circuits[i].Strength
		if want > 1e-6 && math.Abs(c.Strength/want-1) > 1e-3 {
			t.Errorf("%s %s %d: strength %g, at tolerance 1e-9 %g", c.Task, c.Kind, c.Index, c.Strength, want)
		}
	}
	sameMetrics(t, "tolerance 1e-9", final(loose), final(tight), 1e-3)
}

// Small optimizer steps follow the flow.
func TestGradientDescentFollowsTheFlow(t *testing.T) {
	sets := []string{"training.steps=2000", "tasks.addition.memorization.gain=10",
		"tasks.noisy.memorization.gain=10", "tasks.facts.memorization.gain=200"}
	flow := final(run(t, parse(t, rich, sets...), 1, Options{}))
	gd := final(run(t, parse(t, rich, append(sets, "training.dynamics=gd")...), 1, Options{}))
	sameMetrics(t, "gd against flow", flow, gd, 0.03)
}

// Noise of no strength is no noise; more of it moves the result, reproducibly.
func TestNoisyTrainingIsReproducible(t *testing.T) {
	base := []string{"training.steps=300", "training.dynamics=sgd"}
	gd := final(run(t, parse(t, rich, "training.steps=300", "training.dynamics=gd"), 1, Options{}))
	quiet := final(run(t, parse(t, rich, base...), 1, Options{}))
	sameMetrics(t, "sgd without noise against gd", gd, quiet, 0)
	noisy := parse(t, rich, append(base, "training.batch=64", "training.temperature=1e-6")...)
	a, b := final(run(t, noisy, 1, Options{})), final(run(t, noisy, 1, Options{}))
	sameMetrics(t, "the same seed twice", a, b, 0)
	if other := final(run(t, noisy, 2, Options{})); other["addition"] == a["addition"] {
		t.Error("another seed gives the very same run")
	}
	if a["addition"].TrainLoss == gd["addition"].TrainLoss {
		t.Error("noise changes nothing")
	}
}

// Any number of goroutines gives the same run to the last bit.
func TestWorkersGiveTheSameBytes(t *testing.T) {
	for dynamics, sets := range map[string][]string{
		"flow": nil, "normalized flow": {"training.steps=5000", "training.normalization=0.5"}, // with implicit steps, as the next
		"squared flow": {"training.loss=mse", "tasks.noisy.label_noise=0"},
		"gd":           {"training.dynamics=gd"}, "sgd": {"training.dynamics=sgd", "training.batch=1000", "training.temperature=1e-9"},
	} {
		s := parse(t, rich, append([]string{"tasks.facts.memorization.cohorts=20000", "training.steps=100", "tasks.facts.items=1e9", "record.circuits=final"}, sets...)...)
		want := run(t, s, 1, Options{})
		for _, workers := range []int{2, 3, 7} {
			got := run(t, s, 1, Options{Workers: workers})
			if !slices.Equal(stripPointers(want.Curves), stripPointers(got.Curves)) {
				t.Errorf("%s: %d workers give other curves than one", dynamics, workers)
			}
			if !reflect.DeepEqual(want.Circuits, got.Circuits) {
				t.Errorf("%s: %d workers give other circuits than one", dynamics, workers)
			}
			for i, task := range got.Tasks {
				if task.WithoutMemorization != want.Tasks[i].WithoutMemorization || task.WithoutGeneralization != want.Tasks[i].WithoutGeneralization {
					t.Errorf("%s: %d workers give other ablations than one", dynamics, workers)
				}
			}
		}
	}
}

func stripPointers(curves []CurvePoint) []CurvePoint {
	c := slices.Clone(curves)
	for i := range c {
		c[i].Measured = nil
	}
	return c
}

// A phase that changes nothing is no event; one that takes items away is.
func TestPhasesCarryTheStateOver(t *testing.T) {
	text := strings.Replace(rich, "weight_decay: 1}", "weight_decay: 1, phases: [{at: 7000, set: {training.weight_decay: 1}}]}", 1)
	sameMetrics(t, "an idle phase", final(run(t, parse(t, rich), 1, Options{})), final(run(t, parse(t, text), 1, Options{})), 1e-3)

	// Dropped items are forgotten at the rate of decay, and what stays is not.
	text = strings.Replace(rich, "weight_decay: 1}", "weight_decay: 1, phases: [{at: 7000, set: {tasks.addition.items: 500}}]}", 1)
	r := run(t, parse(t, text, "tasks.addition.generalization.0.gain=1e-9", "tasks.addition.generalization.1.gain=1e-9"), 1, Options{})
	var before, after float64
	for _, c := range r.Curves {
		switch {
		case c.Task != "addition":
		case c.Step <= 7000:
			before = c.MemorizedBits / 3000
		default:
			after = c.MemorizedBits / 500
		}
	}
	if math.Abs(before-math.Log2(113)) > 0.5 || math.Abs(after-math.Log2(113)) > 0.5 {
		t.Errorf("bits per trained item: %g of 3000 items, then %g of 500; want about log2(113) both times", before, after)
	}
}

// Items that a phase adds start anew, however long training has gone on.
func TestItemsOfALaterPhaseStartAnew(t *testing.T) {
	r := run(t, parse(t, `
name: added
model: {params: 1e6}
training: {steps: 20300, phases: [{at: 20000, set: {tasks.facts.items: 2000}}]}
tasks:
  facts: {classes: 113, items: 1000, memorization: {gain: 100, initial: 0.04}}
record: {spacing: linear, points: 204}
`), 1, Options{})
	if last := r.Curves[len(r.Curves)-1]; last.TrainAccuracy < 0.99 {
		t.Errorf("300 steps after 1000 items were added, train accuracy is %.2f", last.TrainAccuracy)
	}
}

// A later phase may pass through states that the first would not allow.
func TestPhasesAreTakenOneByOne(t *testing.T) {
	run(t, parse(t, `
name: handover
model: {params: 1e6}
training:
  steps: 3000
  phases: [{at: 1000, set: {tasks.a.items: 0}}, {at: 2000, set: {tasks.a.items: 100, tasks.b.items: 0}}]
tasks:
  a: {classes: 10, items: 100, memorization: {gain: 10, initial: 0.04}}
  b: {classes: 10, items: 50, memorization: {gain: 10, initial: 0.04}}
`), 1, Options{})
}

// What gd descends is the loss that is reported, the circuits' cost included.
func TestGradientDescentLowersTheReportedLoss(t *testing.T) {
	r := run(t, parse(t, `
name: costly
model: {params: 1e15}
training: {steps: 3000, weight_decay: 0, dynamics: gd, cost: {weight: 0.005, kappa: 1.2}}
tasks:
  facts:
    classes: 113
    items: 10
    memorization: {gain: 0.01, factors: [0.1, 1], norm: 0.3}
    generalization: {gain: 0.01, factors: [0.01, 0.1], norm: 1}
record: {spacing: linear, points: 301}
`), 1, Options{})
	last := math.Inf(1)
	for _, c := range r.Curves {
		if c.TrainLoss > last+1e-9 {
			t.Fatalf("step %g: training loss rises from %.9g to %.9g", c.Step, last, c.TrainLoss)
		}
		last = c.TrainLoss
	}
}

// Too large a step is an error that says so, not a panic and not a number.
func TestDivergingTrainingIsAnError(t *testing.T) {
	s := parse(t, `
name: wild
model: {params: 1e6}
training: {steps: 100, dynamics: gd, loss: mse}
tasks: {facts: {classes: 10, items: 10, memorization: {gain: 1e4, initial: 1}}}
`)
	_, err := Run(context.Background(), s, 1, Options{})
	if err == nil || !strings.Contains(err.Error(), "diverged at step") {
		t.Errorf("error %v, want that training diverged", err)
	}
}

// A task without memorization circuits has none under noise either.
func TestNoiseMakesNoCircuits(t *testing.T) {
	r := run(t, parse(t, `
name: rule
model: {params: 1e6}
training: {steps: 200, dynamics: sgd, temperature: 1e-3}
tasks: {rule: {classes: 10, items: 1000, generalization: {gain: 0.01, initial: 0.01}}}
`), 1, Options{})
	if bits := r.Tasks[0].MemorizedBits; bits != 0 {
		t.Errorf("%g bits are memorized by nobody", bits)
	}
}
