package analysis

import (
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// ruler is one way in which mirage.yaml grades the same networks.
type ruler struct{ items, length float64 }

// graded are the mean scores of additions by ruler and size, sizes ascending.
func graded(t *testing.T, table *evaluations.Table, metric string) (sizes []float64, scores map[ruler][]float64) {
	t.Helper()
	m := metricOf(table, metric)
	items, length := axisOf(table, "tasks.addition.test_items"), axisOf(table, "tasks.addition.answer_length")
	scores = map[ruler][]float64{}
	lines, _, _ := linesAlong(table, sizeScale(t, table))
	for i := range lines {
		l := &lines[i]
		if r := l.first(); r.Task == "addition" {
			s := l.series(m)
			s.Lower = false // as they are
			sizes, scores[ruler{r.Axis[items], r.Axis[length]}] = l.at, means(&s)
		}
	}
	return sizes, scores
}

func sizeScale(t *testing.T, table *evaluations.Table) scale {
	t.Helper()
	scales, err := scalesOf(table, "model_params")
	if err != nil {
		t.Fatal(err)
	}
	return scales[0]
}

// Schaeffer et al. (arXiv:2304.15004) on simulated networks: the same ones have an emergent ability under exact
// match and none under edit distance.
func TestMirage(t *testing.T) {
	dir := sweptStudy(t, "mirage")
	table, err := evaluations.Read(dir, evaluations.Mapping{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := Analyze(t.Context(), dir, evaluations.Mapping{}, Options{Along: "model_params", Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("one set of runs", func(t *testing.T) { sameNetworks(t, table) })
	t.Run("sharp and smooth", func(t *testing.T) { sharpAndSmooth(t, report) })
	t.Run("shares", func(t *testing.T) { emergentShares(t, report) })
	t.Run("length", func(t *testing.T) { alongLength(t, table) })
	t.Run("floor", func(t *testing.T) { floors(t, table, report) })
	t.Run("items", func(t *testing.T) { thresholdsMove(t, report) })
	t.Run("text", func(t *testing.T) { chosenMetrics(t, report) })
}

// chosenMetrics checks that of tables with many curves people see the metrics that are called emergent, and where these would
// be on larger tests.
func chosenMetrics(t *testing.T, report *Report) {
	for _, study := range summaries(report) {
		for _, s := range study {
			if emergent := s.verdicts[emergence.ByPerformance] == emergence.Emergent; emergent && !s.shown {
				t.Errorf("%s is emergent and not shown", s.place.curve())
			}
		}
	}
	if n := strings.Count(report.Text(text.Screen{}), "with 10 times the test items"); n != 3 {
		t.Errorf("%d onsets on larger tests of 3 curves that are emergent", n)
	}
}

// thresholdsMove checks that more test items move where the ability is seen and not where it is half risen.
func thresholdsMove(t *testing.T, report *Report) {
	found := 0
	for _, f := range report.Fits {
		if strings.HasSuffix(f.Of, "against tasks_addition_test_items") && !strings.HasPrefix(f.Metric, "measured_") {
			t.Errorf("%s of %s, which does not depend on it", f.Of, f.Metric)
		}
		if f.Form != "threshold-exponent" || f.Metric != "measured_exact_match" || f.Task != "addition" || f.Fixed != "tasks_addition_answer_length=5" {
			continue
		}
		found++
		e := f.constant("exponent")
		t.Logf("%s: exponent %.3f [%.3f, %.3f]", f.Of, e.Value, e.Low, e.High)
		if strings.HasPrefix(f.Of, string(onsetScale)) {
			if !(e.High < -0.2) {
				t.Errorf("%s: %v", f.Of, e)
			}
		} else if !(e.Low < 0 && e.High > 0 && math.Abs(e.Value) < 0.05) {
			t.Errorf("%s: %v", f.Of, e)
		}
	}
	if found != 2 {
		t.Errorf("%d exponents, not those of onset and half rise", found)
	}
}

// sameNetworks checks that rulers are read off the very same networks.
func sameNetworks(t *testing.T, table *evaluations.Table) {
	sizes, accuracies := graded(t, table, "test_accuracy")
	first := accuracies[ruler{100, 1}]
	if len(sizes) < 15 || len(accuracies) != 15 {
		t.Fatalf("%d sizes, %d rulers", len(sizes), len(accuracies))
	}
	for r, y := range accuracies {
		for k := range y {
			if y[k] != first[k] {
				t.Errorf("accuracy under %v is %v at size %.3g, elsewhere %v", r, y[k], sizes[k], first[k])
			}
		}
	}
	largest := 0.0
	for k := 1; k < len(first); k++ {
		largest = max(largest, first[k]-first[k-1])
		if first[k] <= first[k-1] {
			t.Errorf("accuracy falls from %v to %v at size %.3g", first[k-1], first[k], sizes[k])
		}
	}
	whole := first[len(first)-1] - first[0]
	// Per token nothing leaps: of equal steps each would make 0.05 of the rise.
	t.Logf("accuracy per token %.3f at %.3g to %.4f at %.3g parameters; the largest of %d steps is %.2f of the rise",
		first[0], sizes[0], first[len(first)-1], sizes[len(sizes)-1], len(first)-1, largest/whole)
	if largest > 0.15*whole {
		t.Errorf("one step of size makes %.2f of the rise", largest/whole)
	}
}

func sharpAndSmooth(t *testing.T, report *Report) {
	const fixed = "tasks_addition_test_items=1000, tasks_addition_answer_length=5"
	verdicts, scores := map[string]string{}, map[string]Threshold{}
	for _, v := range report.Verdicts {
		if v.Task == "addition" && v.Fixed == fixed && v.Along == "model_params" {
			verdicts[v.Definition+" "+v.Metric] = v.Verdict.Verdict
			t.Logf("%s %s: %s, %s", v.Definition, v.Metric, v.Verdict.Verdict, v.Reason)
		}
	}
	for name, want := range map[string]string{
		"performance measured_exact_match":   emergence.Emergent,
		"performance edit_distance":          emergence.NotEmergent,
		"performance measured_test_accuracy": emergence.NotEmergent,
		"metric ":                            emergence.NotEmergent,
	} {
		if verdicts[name] != want {
			t.Errorf("%s: %q, not %q", name, verdicts[name], want)
		}
	}
	// The same circuits answer at every size; what changes is how far facts disturb them.
	if verdicts["representation test_accuracy"] == emergence.Emergent {
		t.Error("emergent by representation, where generalization answers from the smallest size on")
	}
	for _, x := range report.Thresholds {
		if x.Task == "addition" && x.Fixed == fixed && x.Estimator == emergenceScore {
			scores[x.Metric] = x
		}
	}
	sharp, smooth := scores["measured_exact_match"].Value, scores["edit_distance"].Value
	t.Logf("emergence score %.1f under exact match, %.1f under edit distance", sharp, smooth)
	if !(sharp > 2*smooth) {
		t.Errorf("emergence score %v under exact match, %v under edit distance", sharp, smooth)
	}
}

// emergentShares checks that curves are called emergent under exact match of several tokens alone.
func emergentShares(t *testing.T, report *Report) {
	for _, f := range report.Fits {
		if f.Form != emergentShare {
			continue
		}
		share, n := f.constant("share"), f.constant("emergent").Value
		t.Logf("%s: %g of %d emergent, share %.3f [%.3f, %.3f]; %g undecided", f.Metric, n, f.Points, share.Value, share.Low, share.High, f.constant("undecided").Value)
		if exact := f.Metric == "measured_exact_match"; exact == (n == 0) {
			t.Errorf("%s: %g of %d emergent", f.Metric, n, f.Points)
		}
	}
	for _, v := range report.Verdicts {
		if v.Definition == emergence.ByPerformance && v.Verdict.Verdict == emergence.Emergent && strings.Contains(v.Fixed, "answer_length=1") {
			t.Errorf("%s with answers of one token is emergent: %s", v.Metric, v.Reason)
		}
	}
}

// alongLength checks the laws in the length of the answer, of answers graded on a test set for exact match.
func alongLength(t *testing.T, table *evaluations.Table) {
	sizes, exact := graded(t, table, "measured_exact_match")
	_, edits := graded(t, table, "edit_distance")
	_, accuracy := graded(t, table, "test_accuracy")
	judged := 0
	for k := range sizes {
		a := accuracy[ruler{10000, 1}][k]
		last := exact[ruler{10000, 5}][k]
		if n := 3 * 10000 * last; n < 100 || last > 0.99 { // fewer right answers tell no slope
			continue
		}
		judged++
		var logs, distances []float64
		for length := 1.0; length <= 5; length++ {
			logs = append(logs, math.Log(exact[ruler{10000, length}][k]))
			distances = append(distances, edits[ruler{10000, length}][k])
		}
		rate, bend := lineOver(logs)
		perToken, curve := lineOver(distances)
		t.Logf("%.3g parameters: ln exact match %.4f per token (ln accuracy %.4f), bend %.3f; edit distance %.4f per token (error %.4f), bend %.1g",
			sizes[k], rate, math.Log(a), bend, perToken, 1-a, curve)
		// The longest answers, with the fewest right ones, carry the noise: a relative error of 1/sqrt(right), of which a
		// fifth goes into the slope.
		noise := 4 / math.Sqrt(3*10000*last)
		if math.Abs(rate-math.Log(a)) > noise/5 || bend > noise {
			t.Errorf("%.3g parameters: exact match goes as %.4f^length, accuracy is %.4f", sizes[k], math.Exp(rate), a)
		}
		if math.Abs(perToken-(1-a)) > 1e-9 || curve > 1e-9 {
			t.Errorf("%.3g parameters: edit distance grows by %.4f per token, the error is %.4f", sizes[k], perToken, 1-a)
		}
	}
	if judged < 8 {
		t.Errorf("only %d sizes judged", judged)
	}
}

// lineOver is the slope of values at 1, 2, 3, ... and the largest distance of one from the line.
func lineOver(y []float64) (slope, away float64) {
	n := float64(len(y))
	mean, middle, xx := 0.0, (n+1)/2, 0.0
	for i, v := range y {
		x := float64(i+1) - middle
		mean += v / n
		slope += x * v
		xx += x * x
	}
	slope /= xx
	for i, v := range y {
		away = max(away, math.Abs(v-mean-slope*(float64(i+1)-middle)))
	}
	return slope, away
}

// floors checks that the least score that a test set can see is one right answer of all, and that the onset moves
// with it to where the networks' own exact match reaches that.
func floors(t *testing.T, table *evaluations.Table, report *Report) {
	sizes, expected := graded(t, table, "exact_match")
	chance := math.Pow(113, -5)
	ns := []float64{300, 3000, 30000} // of three seeds together
	names := []string{"100", "1000", "10000"}
	seen := emergence.OnsetsByItems(sizes, expected[ruler{1000, 5}], chance, ns)
	var before float64
	for i, d := range seen {
		t.Logf("%s items and 3 seeds: floor %.3g, exact match of 5 tokens reaches it at %.3g parameters [%.3g, %.3g]", names[i], d.Least, d.Scale.Value, d.Scale.Low, d.Scale.High)
		if math.Abs(d.Least*ns[i]-1) > 1e-12 {
			t.Errorf("floor of %g items is %v", ns[i], d.Least)
		}
		for _, row := range report.Thresholds {
			if row.Estimator == onsetWith10xItems && row.Metric == "measured_exact_match" && i+1 < len(seen) &&
				row.Fixed == "tasks_addition_test_items="+names[i]+", tasks_addition_answer_length=5" && row.Value != seen[i+1].Scale.Value {
				t.Errorf("with ten times %s items the onset is %v, of the expectation %v", names[i], row.Value, seen[i+1].Scale.Value)
			}
		}
		for _, v := range report.Verdicts {
			if v.Metric != "measured_exact_match" || v.Definition != emergence.ByPerformance ||
				v.Fixed != "tasks_addition_test_items="+names[i]+", tasks_addition_answer_length=5" {
				continue
			}
			for _, e := range v.Evidence {
				switch e.Name {
				case "lowest score significantly above chance":
					if math.Abs(e.Value*ns[i]-1) > 1e-12 {
						t.Errorf("%s items: lowest score significantly above chance %v", names[i], e.Value)
					}
				case "first scale above chance":
					t.Logf("%s items: %s; first size above chance %.3g", names[i], v.Verdict.Verdict, e.Value)
					if i > 0 && !(e.Value < before) {
						t.Errorf("%s items see the ability from %.3g parameters on, ten times fewer from %.3g", names[i], e.Value, before)
					}
					before = e.Value
				}
			}
		}
	}
	if before == 0 {
		t.Error("no verdict under exact match")
	}
}
