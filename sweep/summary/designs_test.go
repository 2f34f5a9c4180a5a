package summary

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/google/go-cmp/cmp"
)

const ranges = `axes: [{path: model.params, log: {from: 100, to: 10000}}, {path: training.weight_decay, linear: {from: 0.5, to: 1.5}}]`

// halved is a plane of which one half is memorized and the other half grokked.
func halved(point []any, _ int64) []sim.TaskResult {
	r := sim.TaskResult{Name: "first", Regime: sim.MemorizeRegime, TaskState: sim.TaskState{Generalization: 1}}
	if scenarios.Number(point[0]) >= 1000 {
		r.Regime, r.TestAccuracy = sim.Grokking, 1
	}
	return []sim.TaskResult{r}
}

func summaryOf(t *testing.T, keys string) string {
	t.Helper()
	s, err := Summarize(planned(t, study(t, keys), halved))
	if err != nil {
		t.Fatal(err)
	}
	s.Dir = "results/study"
	return s.Text(text.Screen{})
}

// Summaries of designs without lines count regimes and say where to find more.
func TestSummariesOfSampledDesigns(t *testing.T) {
	regimes := "\nruns by regime  memorization  grokking\nfirst           32            32\n"
	halves := `
first, which axes explain each outcome, over 64 points
axis          test_accuracy
params        1.000 [1.000, 1.000]
weight_decay  -0.010 [-0.032, 0.060]
share of the variance that an axis explains by itself; [95% intervals]
test_loss is 0 at every point

first, what separates the regimes
where          regime        points
params < 973   memorization  32 of 32
params >= 973  grokking      32 of 32
right at 100% of points left out; always saying grokking: 50%
`
	meeting := `
first, where regimes meet: params by weight_decay
weight_decay  memorization | grokking
0.5           1112 [247, 4600]
0.5909        1077 [453, 3120]
0.6818        1046 [558, 2150]
0.7727        1003 [583, 1900]
0.8636        855.7 [458, 1510]
0.9545        1013 [563, 1910]
1.045         1015 [605, 1650]
1.136         984.1 [605, 1580]
1.227         960.1 [561, 1670]
1.318         936.7 [467, 1880]
1.409         932 [382, 2420]
1.5           890.2 [221, 5450]
params at which one regime gives way to the next; [95% intervals]
all 45 places: results/study/boundary.parquet
`
	for _, c := range []struct{ keys, want string }{
		{"{design: latin-hypercube, points: 64, " + ranges + "}", "64 runs, 1 per point, design latin-hypercube, tables in results/study\n" + regimes + halves},
		{"{design: sobol, points: 32, seeds: 2, " + ranges + "}", "64 runs, 2 per point, design sobol, tables in results/study\n" + regimes +
			"\nwhich axes explain the outcomes: needs at least 64 points, has 32; the same sweep with --set sweep.points=64 --extend\n    adds them\n"},
		{"{design: saltelli, points: 16, " + ranges + "}", "64 runs, 1 per point, design saltelli, tables in results/study\n" + regimes +
			"which axes matter: circsim sensitivity results/study --of test_accuracy\n"},
		{"{design: adaptive, boundary: {}, points: 32, seeds: 2, " + ranges + "}", "64 runs, 2 per point, design adaptive, tables in results/study\n" + regimes +
			"32 points, gathered where regimes meet\n" + meeting},
	} {
		if d := cmp.Diff("study: Formulas\n"+c.want, summaryOf(t, c.keys)); d != "" {
			t.Errorf("%s: %s", c.keys, d)
		}
	}
	morris := summaryOf(t, "{design: morris, trajectories: 4, "+ranges+"}")
	if !strings.Contains(morris, "12 runs, 1 per point, design morris") || !strings.Contains(morris, "circsim sensitivity results/study") {
		t.Error(morris)
	}
}

func TestSummaryOfAList(t *testing.T) {
	got := summaryOf(t, "{design: list, axes: [{path: model.params, values: [100, 5000, 200]}, {path: training.weight_decay, values: [1, 2, 3]}], seeds: 2}")
	want := `study: Formulas
6 runs, 2 per point, design list, tables in results/study

runs by regime  memorization  grokking
first           4             2

first, means and medians over seeds
params  weight_decay  train loss  test accuracy  step train  step test  regimes
100     1             0           0.000          never       never      memorization 2
5000    2             0           1.000          never       never      grokking 2
200     3             0           0.000          never       never      memorization 2
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Summaries of many points count regimes only.
func TestSummaryOfALargeGrid(t *testing.T) {
	for points, large := range map[int]bool{maxTallied / 100: false, maxTallied/100 + 1: true} {
		got := summaryOf(t, fmt.Sprintf("{axes: [{path: model.params, log: {from: 100, to: 10000, points: 100}}, {path: training.weight_decay, linear: {from: 0.5, to: 1.5, points: %d}}]}", points))
		if strings.Contains(got, "more than 10000 points") != large || strings.Contains(got, "test accuracy along") == large {
			t.Error(got)
		}
	}
}

// Memory for a design without stated points does not depend on the number of runs.
func TestGridKnowsNoPointsOfSampledDesigns(t *testing.T) {
	for _, keys := range []string{
		"{design: sobol, points: 1000000, " + ranges + "}",
		"{design: latin-hypercube, points: 1000, " + ranges + "}",
		"{axes: [{path: model.params, log: {from: 1e8, to: 1e15, points: 30000}}, {path: training.weight_decay, linear: {from: 0, to: 1, points: 30000}}]}",
	} {
		s := study(t, keys)
		m := manifest(t, s, math.MaxInt32)
		if g := newGrid(m); g.points != 0 {
			t.Errorf("%s: %d points", keys, g.points)
		}
	}
}
