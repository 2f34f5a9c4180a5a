package scenarios

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// axesOf parses the small scenario with other axes.
func axesOf(t testing.TB, axes string) *Scenario {
	t.Helper()
	s, _, err := Parse("x.yaml", []byte(small), []string{"tasks.first.pool=a", "sweep.axes=" + axes})
	if err != nil {
		t.Fatalf("%s: %s", axes, err)
	}
	return s
}

func TestAxisValuesAreTyped(t *testing.T) {
	for axes, want := range map[string][]any{
		"[{path: model.params, values: [1e3, 2000]}]":                                 {int64(1000), int64(2000)},
		"[{path: model.leak, values: [0, 0.5, 1]}]":                                   {0.0, 0.5, 1.0},
		"[{path: training.batch, values: [full, 10]}]":                                {BatchFull, int64(10)},
		"[{path: model.bias, values: [recurrent, transformer]}]":                      {"recurrent", "transformer"},
		"[{path: model.pools, values: [{}, {a: 0.5,   b: 0.5}]}]":                     {"{}", "{a: 0.5, b: 0.5}"},
		"[{path: tasks.first.frequency, values: [uniform, {zipf: 1.34}]}]":            {"uniform", "{zipf: 1.34}"},
		"[{path: model.params, log: {from: 1e3, to: 1e6, points: 4}}]":                {int64(1000), int64(10000), int64(100000), int64(1000000)},
		"[{path: model.params, log: {from: 10, to: 1, points: 3}}]":                   {int64(10), int64(3), int64(1)},
		"[{path: model.leak, linear: {from: 0, to: 0.3, points: 4}}]":                 {0.0, 0.1, 0.2, 0.3},
		"[{path: model.noise, log: {from: 0.1, to: 0.7, points: 2}}]":                 {0.1, 0.7},
		"[{path: tasks.first.generalization, values: [[], {gain: 1, initial: 0.1}]}]": {"[]", "{gain: 1, initial: 0.1}"},
		"[{path: tasks.first.generalization.gain, values: [1e-2]}]":                   {0.01},
		"[{path: tasks.first.generalization.tickets, values: [1, 50]}]":               {int64(1), int64(50)},
		"[{path: training.cost, values: [{kappa: 2}]}]":                               {"{kappa: 2}"},
	} {
		if got := axesOf(t, axes).Sweep.Axes[0].Values; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v", axes, got)
		}
	}
}

func TestSweptPhases(t *testing.T) {
	s := axesOf(t, "[{path: training.phases, values: [[], [{at: 5, set: {tasks.first.items: 3}}]]}]")
	changed, err := s.With(Assignment{"training.phases", s.Sweep.Axes[0].Values[1]})
	if err != nil {
		t.Fatal(err)
	}
	if want := []Phase{{5, []Assignment{{"tasks.first.items", int64(3)}}}}; !reflect.DeepEqual(changed.Training.Phases, want) {
		t.Errorf("phases %v", changed.Training.Phases)
	}
}

func TestRangesKeepTheirEndsAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		how := rapid.SampledFrom([]string{"log", "linear"}).Draw(t, "how")
		from := rapid.Float64Range(1e-6, 1e3).Draw(t, "from")
		to := from * rapid.Float64Range(1.001, 1e6).Draw(t, "ratio")
		r := (&axis{how: how}).over(from, to)
		last := from
		for i := 1; i < 9; i++ {
			x := r.at(float64(i) / 9).(float64)
			if x < last || x > to*(1+1e-11) {
				t.Fatalf("%s from %v to %v: %v after %v", how, from, to, x, last)
			}
			last = x
		}
		middle := r.at(0.5).(float64)
		want := (from + to) / 2
		if how == "log" {
			want = math.Sqrt(from * to)
		}
		if math.Abs(middle/want-1) > 1e-11 {
			t.Fatalf("%s middle of %v and %v is %v", how, from, to, middle)
		}
		if between, ok := r.Middle(from, to); !ok || math.Abs(between/want-1) > 1e-11 {
			t.Fatalf("%s between %v and %v is %v, %v", how, from, to, between, ok)
		}
		if part := r.Part(middle); math.Abs(part-0.5) > 1e-6 {
			t.Fatalf("%s middle of %v and %v stands at %v", how, from, to, part)
		}
	})
}

func TestRuns(t *testing.T) {
	s := axesOf(t, "[{path: tasks.first.items, values: [3, 4, 5]}, {path: model.leak, values: [0, 1]}, {path: model.pools, values: [{}, {a: 1}]}]")
	if n, err := s.Runs(); n != 24 || err != nil {
		t.Errorf("%d runs, %v", n, err)
	}
	s.Sweep.Seeds = math.MaxInt64
	if _, err := s.Runs(); err == nil || err.Error() != "x.yaml:13:1: sweep makes 110680464442257309684 runs, expected at most 1000000000" {
		t.Errorf("overflow: %v", err)
	}
}

func TestManyAxesAreCheckedAlone(t *testing.T) {
	text := small
	axes := []string{}
	for _, key := range []string{"leak", "interference"} {
		axes = append(axes, "{path: model."+key+", linear: {from: 0, to: 1, points: 2}}")
	}
	for _, key := range []string{"noise", "bits_per_param"} {
		axes = append(axes, "{path: model."+key+", linear: {from: 1, to: 2, points: 2}}")
	}
	for _, key := range []string{"gain_spread", "initial_spread", "congestion", "footprint"} {
		axes = append(axes, "{path: tasks.first.generalization."+key+", linear: {from: 1, to: 2, points: 2}}")
	}
	axes = append(axes, "{path: training.batch, linear: {from: 1, to: 40, points: 40}}", "{path: tasks.first.items, values: [5, 1000]}")
	_, _, err := Parse("x.yaml", []byte(text), []string{"sweep.axes=[" + strings.Join(axes, ", ") + "]"})
	if err == nil || !strings.HasSuffix(err.Error(), ": tasks.first.items is 1000, expected fewer than universe (1000): test accuracy is over the rest") {
		t.Errorf("got %v", err)
	}
}
