package emergence

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// tokens are the scores of one set of models whose answers have some tokens, each
// right with a probability that depends on size, under several metrics
// (Schaeffer et al. arXiv:2304.15004, sec 2): exact match is its power, token edit
// distance linear in it, log-likelihood its logarithm.
func tokens(d *draws, length float64, items int, right func(size float64) float64) []Scored {
	exact := stat.Series{Chance: math.Pow(0.001, length)}
	edit := stat.Series{Chance: 0.999 * length, Lower: true}
	likelihood := stat.Series{Chance: math.Log(0.001)}
	for k := range 14 {
		size := 1e7 * math.Pow(2.5, float64(k))
		for seed := range 3 {
			p := min(1, right(size)*(1+0.01*d.normal()))
			add := func(s *stat.Series, y float64, items int) {
				s.Observations = append(s.Observations, stat.Observation{X: size, Y: y, Seed: int64(seed), Items: float64(items)})
			}
			add(&exact, d.binomial(math.Pow(p, length), items), items)
			add(&edit, length*(1-d.binomial(p, int(length)*items)), 0)
			add(&likelihood, math.Log(p), 0)
		}
	}
	return []Scored{{Metric: "exact_match", Scores: exact}, {Metric: "edit_distance", Scores: edit}, {Metric: "log_likelihood", Scores: likelihood}}
}

// gradual is exp(-(N/c)^alpha): no size is special.
func gradual(size float64) float64 { return math.Exp(-math.Pow(size/1e9, -0.25)) }

// sudden is guessing among a thousand up to a size, and right from then on.
func sudden(size float64) float64 { return 0.001 + 0.98*sigmoid(9.5, 0.5)(math.Log10(size)) }

func TestSmoothModelsEmergeUnderSharpMetricsOnly(t *testing.T) {
	v, judged := Metric(tokens(newDraws(t, 0), 5, 100, gradual), bootstrap(0))
	tell(t, v)
	for _, j := range judged {
		t.Logf("%s (kind %d): %s, %s", j.Metric, j.kind, j.Performance.Verdict, j.Performance.Reason)
	}
	if v.Verdict != NotEmergent || !strings.HasPrefix(v.Reason, "under exact_match; edit_distance, log_likelihood improve while") {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
}

func TestSharpModelsEmergeUnderEveryMetric(t *testing.T) {
	v, judged := Metric(tokens(newDraws(t, 0), 5, 100, sudden), bootstrap(0))
	tell(t, v)
	for _, j := range judged {
		t.Logf("%s (kind %d): %s, %s", j.Metric, j.kind, j.Performance.Verdict, j.Performance.Reason)
	}
	if v.Verdict != Emergent {
		t.Errorf("%s, %s", v.Verdict, v.Reason)
	}
}

// Of tasks without any threshold, nearly all pairs called emergent have sharp
// metrics, over 92% as among those of BIG-bench (Schaeffer et al. sec 4), and the
// more the longer the answers.
func TestPairsCalledEmergentHaveSharpMetrics(t *testing.T) {
	const tasks = 40
	var pairs []Judged
	for trial := range tasks {
		d := newDraws(t, trial)
		size := 1e9 * math.Exp(d.normal())
		for _, length := range []int{1, 3, 5} {
			task := tokens(d, float64(length), 100, func(n float64) float64 { return math.Exp(-math.Pow(n/size, -0.25)) })
			_, judged := Metric(task, stat.Bootstrap{})
			for _, j := range judged {
				j.Metric += fmt.Sprintf(" of %d tokens", length)
				pairs = append(pairs, j)
			}
		}
	}
	before, called, underSharp := 0.0, 0, 0
	for _, f := range Fractions(pairs) {
		t.Logf("%s: %d of %d emergent, %d undecided, share %.3f [%.3f, %.3f]", f.Metric, f.Emergent, tasks, f.Undecided, f.Share.Value, f.Share.Low, f.Share.High)
		called += f.Emergent
		if kindOf(f.Metric) != sharp {
			continue
		}
		underSharp += f.Emergent
		if f.Share.Value < before {
			t.Errorf("%s is called emergent less often than shorter answers", f.Metric)
		}
		before = f.Share.Value
	}
	t.Logf("%d of %d calls are under sharp metrics", underSharp, called)
	if before < 0.5 || float64(underSharp) < 0.92*float64(called) {
		t.Errorf("%d of %d calls under sharp metrics, exact match of long answers emergent in a share of %g", underSharp, called, before)
	}
}

func TestMetricDoesNotDependOnOrder(t *testing.T) {
	task := tokens(newDraws(t, 0), 5, 100, gradual)
	want, _ := Metric(task, bootstrap(0))
	for i := range task {
		task[i].Scores.Observations = slices.Clone(task[i].Scores.Observations)
		slices.Reverse(task[i].Scores.Observations)
	}
	got, _ := Metric(task, bootstrap(0))
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

// compare is held against all that two metrics can say.
func TestVerdictsOfTwoMetrics(t *testing.T) {
	rising := stat.Estimate{Value: 1, Low: 0.5, High: 1.5}
	level := stat.Estimate{Value: 0, Low: -1, High: 1}
	for _, c := range []struct {
		sharp, smooth string
		gain          stat.Estimate
		want          string
	}{
		{Emergent, Emergent, level, Emergent},
		{Emergent, Emergent, rising, Emergent},
		{Emergent, NotEmergent, level, NotEmergent},
		{Emergent, NotEmergent, rising, NotEmergent},
		{Emergent, Undecided, level, Undecided},
		{Emergent, Undecided, rising, NotEmergent},
		{NotEmergent, Emergent, level, NotEmergent},
		{NotEmergent, NotEmergent, level, NotEmergent},
		{NotEmergent, Undecided, level, NotEmergent},
		{Undecided, Emergent, level, Emergent},
		{Undecided, NotEmergent, level, NotEmergent},
		{Undecided, Undecided, level, Undecided},
	} {
		v := Verdict{}
		v.compare([]Judged{
			{Metric: "exact", kind: sharp, Performance: Verdict{Verdict: c.sharp}, gain: stat.Undefined("sharp")},
			{Metric: "edit", kind: smooth, Performance: Verdict{Verdict: c.smooth}, gain: c.gain},
		})
		if v.Verdict != c.want || v.Reason == "" {
			t.Errorf("sharp %s, smooth %s with gain %g: %s, %s", c.sharp, c.smooth, c.gain.Value, v.Verdict, v.Reason)
		}
	}
	v := Verdict{}
	v.compare([]Judged{{Metric: "exact", kind: sharp, Performance: Verdict{Verdict: Emergent}, gain: stat.Undefined("sharp")}})
	if v.Verdict != Undecided {
		t.Errorf("without a smooth metric: %s, %s", v.Verdict, v.Reason)
	}
}
