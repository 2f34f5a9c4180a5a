package calibration

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// A mixture's quantiles are the inverse of its distribution, and a sample's are its order statistics.
func TestMixture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SliceOfN(rapid.Float64Range(-5, 15), 1, 20).Draw(t, "at")
		m := mixture{at: at, scale: rapid.Float64Range(0.01, 3).Draw(t, "scale"), freedom: rapid.Float64Range(1, 4).Draw(t, "freedom")}
		total := 0.0
		for range at {
			w := rapid.Float64Range(0.01, 1).Draw(t, "weight")
			m.weight = append(m.weight, w)
			total += w
		}
		for i := range m.weight {
			m.weight[i] /= total
		}
		last := math.Inf(-1)
		for _, p := range []float64{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975} {
			x := m.quantile(p)
			if x < last || math.Abs(1-m.above(x)-p) > 1e-6 {
				t.Fatalf("quantile %g is %g after %g, with %g above", p, x, last, m.above(x))
			}
			last = x
		}
	})
	one := mixture{at: []float64{2}, weight: []float64{1}, scale: 0.5, freedom: tails}
	want := distuv.StudentsT{Mu: 2, Sigma: 0.5, Nu: tails}.Quantile(0.9)
	if x := one.quantile(0.9); math.Abs(x-want) > 1e-6 {
		t.Errorf("quantile %g, expected %g", x, want)
	}
	equal := sample{at: []float64{4, 1, 3, 2, 5}, weight: slices.Repeat([]float64{7}, 5)}.sorted()
	if x := equal.quantile(0.5); x != 3 {
		t.Errorf("median %g, expected 3", x)
	}
	heavy := sample{at: []float64{4, 1, 3}, weight: []float64{1, 1, 6}}.sorted()
	if x, above := heavy.quantile(0.6), heavy.above(3); x != 3 || above != 0.125 {
		t.Errorf("quantile %g and %g above 3, expected 3 and 1/8", x, above)
	}
}

// toy is a scenario that a network needs a millisecond for.
func toy(t *testing.T, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.OpenOne("grokking", append([]string{"training.steps=40000"}, sets...))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const gain = "tasks.addition.generalization.gain"

// toyFit is a fit of the gain of generalization, known to a standard deviation of ln gain.
func toyFit(deviation float64) *Fit {
	f := &Fit{
		Free:   []Constant{{Path: gain, Value: 0.0326, Scale: "log"}},
		Spread: map[Kind]Spread{StepTrain: {Seed: 0.1, Model: 0.05}, StepTest: {Seed: 0.2, Model: 0.1}, StepTestAccuracy: {Seed: 0.2, Model: 0.1}, PeakTestLoss: {Seed: 0.1, Model: 0.05}},
	}
	s := random.NewStream(1, "members")
	for i := range uint64(32) {
		f.Ensemble = append(f.Ensemble, []float64{0.0326 * math.Exp(deviation*s.Normal(i))})
	}
	return f
}

func networksOf(t *testing.T, fit *Fit, sets ...string) *Networks {
	t.Helper()
	n, err := (&Forecaster{Fit: fit, Seeds: 2}).Simulate(context.Background(), toy(t, sets...))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// runFrom is what a network with some gain would measure until a step.
func runFrom(t *testing.T, gainOf float64, until int64) *Run {
	t.Helper()
	s, err := toy(t).With(scenarios.Assignment{Path: gain, Value: gainOf})
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(context.Background(), s, 77, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := newCurves(10)
	for _, p := range r.Curves {
		if p.Step <= float64(until) {
			c.see(point{p.Step, p.TrainAccuracy, p.TestLoss, p.TestAccuracy})
		}
	}
	return &Run{Name: "run", End: float64(until), Observations: c.observations("addition", float64(until))}
}

// Intervals are nested, events and steps agree, and the less is known of the constants, the wider the intervals.
func TestForecastOfAScenario(t *testing.T) {
	width := func(f *Forecast) float64 {
		q := f.Task("addition").Of(StepTest)
		return math.Log(q.Intervals[1].High / q.Intervals[1].Low)
	}
	sharp, vague := networksOf(t, toyFit(0.02)).Forecast(), networksOf(t, toyFit(0.3)).Forecast()
	if !(width(sharp) < width(vague)) {
		t.Errorf("width %g with sharp constants, %g with vague ones", width(sharp), width(vague))
	}
	for _, f := range []*Forecast{sharp, vague, networksOf(t, nil).Forecast()} {
		for _, q := range f.Task("addition").Quantities {
			low, high := q.Median, q.Median
			for _, w := range q.Intervals {
				if w.Low > low || w.High < high {
					t.Errorf("%s: %+v", q.Kind, q)
				}
				low, high = w.Low, w.High
			}
		}
		total := 0.0
		for _, r := range f.Task("addition").Regimes {
			total += r.Probability
		}
		if math.Abs(total-1) > 1e-9 {
			t.Errorf("regimes add up to %g", total)
		}
	}
}

// What is drawn of one run does not contradict itself, before the run and under way: a run that has generalized ends with a high
// test accuracy, one that has not does not, and is in no regime that says so.
func TestOutcomesAreOfOneRun(t *testing.T) {
	networks := networksOf(t, toyFit(0.3), "tasks.addition.items=3000", "training.steps=20000")
	run := runFrom(t, 0.0326, 3000)
	weights, _ := networks.weigh(run)
	for name, o := range map[string]*outcomes{
		"before": networks.outcomes(0, networks.equally(), nil), "under way": networks.outcomes(0, weights, run),
	} {
		end := logStep(20000)
		late, early := 0, 0
		for i, regime := range o.regimes {
			memorized, solved := o.values[StepTrain][i] <= end, o.values[StepTestAccuracy][i] <= end
			train, test := TrainAccuracy.natural(o.values[TrainAccuracy][i]), TestAccuracy.natural(o.values[TestAccuracy][i])
			if solved != (test >= testLevel-1e-9) && test != testLevel || memorized != (train >= trainLevel-1e-9) && train != trainLevel {
				t.Fatalf("%s: events at ln steps %v and %v of %v, accuracies %v and %v", name, o.values[StepTrain][i], o.values[StepTestAccuracy][i], end, train, test)
			}
			if solved && o.values[StepTest][i] > end {
				t.Fatalf("%s: test accuracy comes at ln step %v, and the test loss falls at %v", name, o.values[StepTestAccuracy][i], o.values[StepTest][i])
			}
			if solved && (regime == sim.MemorizeRegime || regime == sim.Confusion || regime == sim.SemiGrokking) || !memorized && regime == sim.MemorizeRegime && train < 0.9 {
				t.Fatalf("%s: %s, with events at ln steps %v and %v of %v", name, regime, o.values[StepTrain][i], o.values[StepTestAccuracy][i], end)
			}
			if solved {
				early++
			} else {
				late++
			}
			if peak := run.of("addition", PeakTestLoss).Value; name == "under way" && o.values[PeakTestLoss][i] < peak {
				t.Fatalf("a peak of ln %v, and the run had ln %v", o.values[PeakTestLoss][i], peak)
			}
			if name == "under way" && o.values[StepTest][i] < logStep(run.End) {
				t.Fatalf("drawn at ln step %v, and the run is at %v", o.values[StepTest][i], logStep(run.End))
			}
		}
		if early == 0 || late == 0 {
			t.Errorf("%s: %d draws generalize, %d do not, expected some of both", name, early, late)
		}
	}
}

// Beyond the range of the measured runs intervals are as wide as the errors were there, and with few groups wider still.
func TestIntervalsBeyondTheFit(t *testing.T) {
	fit := toyFit(0.1)
	for k, s := range fit.Spread {
		s.LeftOut = LeftOut{New: 0.2, NewGroups: 9, Beyond: 0.4, BeyondGroups: 2}
		fit.Spread[k] = s
	}
	width := func(f *Fit) float64 {
		w := networksOf(t, f).Forecast().Task("addition").Of(StepTest).Intervals[1]
		return math.Log(w.High / w.Low)
	}
	fit.Ranges = []Range{{"tasks.addition.items", 3000, 4000}}
	inside := width(fit)
	fit.Ranges[0].High = 3500
	two := width(fit)
	for k, s := range fit.Spread {
		s.BeyondGroups = 9
		fit.Spread[k] = s
	}
	if many := width(fit); !(inside < 0.8*many && many < 0.8*two) {
		t.Errorf("widths %v inside, %v beyond, %v beyond by two groups", inside, many, two)
	}
}

// With too little data an event never happens, and the forecast says so.
func TestForecastOfNever(t *testing.T) {
	f := networksOf(t, toyFit(0.02), "tasks.addition.items=1500").Forecast()
	q := f.Task("addition").Of(StepTest)
	if q.Never < 0.95 || !math.IsNaN(q.Median) || !math.IsNaN(q.Intervals[1].High) {
		t.Errorf("%+v", q)
	}
	if r := f.Task("addition").Regimes[0]; r.Regime != sim.MemorizeRegime {
		t.Errorf("%+v", r)
	}
}

// The forecast of a network with constants unlike the typical ones comes nearer to the truth, and narrower, as more is seen of
// its curve. Nothing is forecast for the past.
func TestRunUnderWay(t *testing.T) {
	const slow = 0.0326 * 0.75
	whole := runFrom(t, slow, 40000)
	truth := whole.of("addition", StepTest).Value
	networks := networksOf(t, toyFit(0.3))
	before := networks.Forecast().Task("addition").Of(StepTest)
	run := runFrom(t, slow, int64(math.Exp(truth)*0.7))
	f := networks.ForecastRun(run)
	q := f.Task("addition").Of(StepTest)
	if q.Intervals[2].Low < run.End {
		t.Errorf("%+v is before step %g", q, run.End)
	}
	if off, was := math.Abs(math.Log(q.Median)-truth), math.Abs(math.Log(before.Median)-truth); off > was {
		t.Errorf("error of ln %g, %g before the run", off, was)
	}
	if u := f.Underway; u.P < Contradicted || u.Effective <= 1 || u.Effective > float64(u.Networks) {
		t.Errorf("%+v", u)
	}
	if peak := f.Task("addition").Of(PeakTestLoss); math.Abs(math.Log(peak.Median)-whole.of("addition", PeakTestLoss).Value) > 0.05 {
		t.Errorf("a peak of %v, in the end it is ln %v", peak.Median, whole.of("addition", PeakTestLoss).Value)
	}
	over := networks.ForecastRun(whole).Task("addition").Of(StepTest)
	if !over.Happened || over.Never != 0 || math.Abs(math.Log(over.Median)-truth) > 1e-9 {
		t.Errorf("%+v", over)
	}
}

// A curve that the constants do not allow contradicts the fit, and the forecast says by what.
func TestContradiction(t *testing.T) {
	run := runFrom(t, 0.0326, 5000)
	for i := range run.Observations {
		if o := &run.Observations[i]; o.Kind == StepTrain {
			o.Value += 3 // twenty times as late
		}
	}
	u := networksOf(t, toyFit(0.05)).ForecastRun(run).Underway
	if u.P >= Contradicted || len(u.Surprises) != 1 || u.Surprises[0].Kind != StepTrain || u.Surprises[0].Natural() < u.Surprises[0].High {
		t.Errorf("%+v", u)
	}
}

// A run of the configuration itself narrows its forecast; one that cannot learn tells little.
func TestNext(t *testing.T) {
	f := &Forecaster{Fit: toyFit(0.3), Seeds: 2}
	stated := networksOf(t, f.Fit)
	s := stated.scenario
	list, err := f.Next(context.Background(), stated, TargetOf(s), []*scenarios.Scenario{toy(t, "tasks.addition.items=800"), s})
	if err != nil {
		t.Fatal(err)
	}
	useless, same := &list[0], &list[1]
	if same.Narrowing() < 0.3 || useless.Narrowing() > 0.5*same.Narrowing() || same.Before != useless.Before {
		t.Errorf("%+v and %+v", useless, same)
	}
	if useless.Steps != 40000 || same.Steps >= 40000 || same.FLOPs >= useless.FLOPs {
		t.Errorf("costs of %+v and %+v", useless, same)
	}
}

func TestReadRun(t *testing.T) {
	read := func(table string, set ...string) (string, *scenarios.Scenario) {
		path := filepath.Join(t.TempDir(), "run.csv")
		if err := os.WriteFile(path, []byte(table), 0o666); err != nil {
			t.Fatal(err)
		}
		_, s, _, err := ReadRun(path, toy(t), nil, set)
		if err != nil {
			return strings.TrimPrefix(err.Error(), path), nil
		}
		return "", s
	}
	const head = "run,items,step,train_accuracy,test_loss\n"
	for name, c := range map[string]struct {
		table, want string
		set         []string
	}{
		"two runs":         {head + "a,2000,1,0.1,4\nb,3000,1,0.1,4\n", ": holds 2 runs, expected the one that is under way", nil},
		"over":             {head + "a,2000,40000,0.1,4\n", ": the run is at step 40000 already, and the scenario ends at step 40000, expected more: --set training.steps=N", nil},
		"no rows":          {head, "", nil},
		"another key":      {head + "a,2000,10,0.1,4\n", ":2: tasks.addition.items is 2000 in column \"items\", and --set says 3831, expected the same", []string{"tasks.addition.items"}},
		"impossible value": {head + "a,2000000,10,0.1,4\n", ":2: ", nil},
	} {
		got, _ := read(c.table, c.set...)
		if got == "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, expected %q", name, got, c.want)
		}
	}
	if fault, s := read(head + "a,2000,10,0.1,4\n"); fault != "" || s.Tasks[0].Items != 2000 {
		t.Errorf("%s, %+v", fault, s)
	}
}

// Workers finish in any order; the forecast is the same to the bit.
func TestForecastIsDeterministic(t *testing.T) {
	table := func() string {
		data, err := ForecastTable([]*Forecast{networksOf(t, toyFit(0.3)).Forecast()}, []string{"tasks.addition.items"})
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if first, second := table(), table(); first != second {
		t.Error("two forecasts differ")
	}
}
