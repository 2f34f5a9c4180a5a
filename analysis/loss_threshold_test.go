package analysis

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
)

// Du et al. (arXiv:2403.15796) on simulated networks: whatever the size and the moment, an ability is at chance
// above some loss and appears below it.
func TestLossThreshold(t *testing.T) {
	dir := sweptStudy(t, "loss-threshold")
	report, err := Analyze(t.Context(), dir, evaluations.Mapping{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	v := lossVerdict(t, report, "addition")
	t.Logf("%s: %s", v.Verdict.Verdict, v.Reason)
	if v.Verdict.Verdict != emergence.Emergent {
		t.Errorf("%s: %s", v.Verdict.Verdict, v.Reason)
	}
	if v.Metric != "measured_test_accuracy" {
		t.Errorf("judged under %s, not on the test set", v.Metric)
	}
	for _, e := range v.Evidence {
		t.Logf("%s: %.4g [%.4g, %.4g] %s", e.Name, e.Value, e.Low, e.High, e.Unit)
	}
	loss, size := figure(t, v, "variance explained by loss"), figure(t, v, "variance explained by size")
	if !(loss.Low > 0.95) || !(size.High < 0.25) {
		t.Errorf("loss explains %v, size %v", loss, size)
	}
	for _, rival := range []string{"size", "tokens", "compute"} {
		if lead := figure(t, v, "more by loss than by "+rival); !(lead.Low > 0) {
			t.Errorf("loss does not surely explain more than %s: %v", rival, lead)
		}
	}
	if facts := lossVerdict(t, report, "knowledge"); facts.Verdict.Verdict != emergence.NotEmergent {
		t.Errorf("facts, which nothing generalizes, are %s: %s", facts.Verdict.Verdict, facts.Reason)
	}
	curves, err := evaluations.ReadCurves(dir, maxCurves)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("threshold", func(t *testing.T) { thresholdHolds(t, curves, figure(t, v, "threshold loss")) })
	t.Run("continuous", func(t *testing.T) { continuous(t, curves, figure(t, v, "threshold loss")) })
}

func lossVerdict(t *testing.T, r *Report, task string) Verdict {
	t.Helper()
	for _, v := range r.Verdicts {
		if v.Definition == emergence.ByLoss && v.Task == task {
			return v
		}
	}
	t.Fatalf("no verdict by loss on %s", task)
	return Verdict{}
}

func figure(t *testing.T, v Verdict, name string) emergence.Evidence {
	t.Helper()
	for _, e := range v.Evidence {
		if e.Name == name {
			return e
		}
	}
	t.Fatalf("no %s in the evidence", name)
	return emergence.Evidence{}
}

// thresholdHolds checks the threshold on single checkpoints, not on the fit: far above it all are at chance, far below all
// have solved the task, of whatever size, and sizes that never get below it never solve it.
func thresholdHolds(t *testing.T, curves *evaluations.Table, eta emergence.Evidence) {
	accuracy := metricOf(curves, accuracy)
	lowest, best := map[float64]float64{}, map[float64]float64{}
	above, below, worstAbove, worstBelow := 0, 0, 0.0, 1.0
	highestSolved, lowestUnsolved := 0.0, math.Inf(1)
	for i := range curves.Rows {
		r := &curves.Rows[i]
		if r.Task != "addition" {
			continue
		}
		a := r.Scores[accuracy]
		if l, ok := lowest[r.Params]; !ok || r.Loss < l {
			lowest[r.Params] = r.Loss
		}
		best[r.Params] = max(best[r.Params], a)
		if a > 0.5 {
			highestSolved = max(highestSolved, r.Loss)
		} else {
			lowestUnsolved = min(lowestUnsolved, r.Loss)
		}
		switch {
		case r.Loss > 1.15*eta.Value:
			above++
			worstAbove = max(worstAbove, a)
		case r.Loss < 0.75*eta.Value:
			below++
			worstBelow = min(worstBelow, a)
		}
	}
	t.Logf("threshold loss %.3f [%.3f, %.3f]; above 1.15 times it %d checkpoints, accuracy at most %.3f; below 0.75 times %d, at least %.3f",
		eta.Value, eta.Low, eta.High, above, worstAbove, below, worstBelow)
	t.Logf("half solved at losses up to %.3f, not yet at losses down to %.3f", highestSolved, lowestUnsolved)
	if above < 300 || below < 300 || worstAbove > 0.05 || worstBelow < 0.9 {
		t.Errorf("%d checkpoints above, %d below", above, below)
	}
	never := 0
	for size, loss := range lowest {
		if solved := best[size] > 0.5; loss > eta.High {
			never++
			if solved {
				t.Errorf("%.3g parameters solve it at loss %.3f or more", size, loss)
			}
		}
	}
	if never == 0 || never == len(lowest) {
		t.Errorf("%d of %d sizes never get below the threshold", never, len(lowest))
	}
}

// continuous asks for the same threshold under the Brier score, whose chance is that of the untrained networks.
func continuous(t *testing.T, curves *evaluations.Table, eta emergence.Evidence) {
	var rows []int32
	chance, n := 0.0, 0.0
	brier := metricOf(curves, "brier")
	for i := range curves.Rows {
		r := &curves.Rows[i]
		if r.Task != "addition" {
			continue
		}
		rows = append(rows, int32(i))
		if r.Step == 0 {
			n++
			chance += (r.Scores[brier] - chance) / n
		}
	}
	points := checkpoints(curves, rows, brier)
	points.Chance = chance
	place := Place{Task: "addition", Metric: "brier"}
	b := bootstrapOf(&place, "test", usual)
	found := emergence.FindThresholdLoss(points, b)
	v := emergence.Loss([]emergence.Checkpoints{points}, b)
	share, size := figure(t, Verdict{place, v}, "variance explained by loss"), figure(t, Verdict{place, v}, "variance explained by size")
	t.Logf("Brier score: chance %.4f, threshold loss %.3f [%.3f, %.3f], mean above it %.4f; loss explains %.3f, size %.3f",
		chance, found.Eta.Value, found.Eta.Low, found.Eta.High, found.Before.Value, share.Value, size.Value)
	t.Logf("Brier score: %s, %s", v.Verdict, v.Reason)
	if v.Verdict != emergence.Emergent {
		t.Errorf("under the Brier score %s: %s", v.Verdict, v.Reason)
	}
	// A proper score shows a threshold too, at a lower loss: the right answer is the first of 113 before it is likely.
	if !(found.Eta.Low > 0.8*eta.Value) || !(found.Eta.High < 1.05*eta.Value) {
		t.Errorf("threshold loss %v under the Brier score, %v on the test set", found.Eta, eta)
	}
	if !(share.Low > 0.9) || !(share.Low > size.High) {
		t.Errorf("of the Brier score loss explains %v, size %v", share, size)
	}
	if gained := chance - found.Before.Value; !(math.Abs(gained) < 0.02*chance) {
		t.Errorf("the Brier score is %v above the threshold loss, %v by guessing", found.Before.Value, chance)
	}
}

// What makes loss the order parameter can be taken away: a circuit that crowding hardly slows is learned by small
// networks too, at losses at which large ones have not got it.
func TestLossThresholdFails(t *testing.T) {
	dir := sweptStudy(t, "loss-threshold", "tasks.addition.generalization.congestion=0.1", "sweep.seeds=4")
	report, err := Analyze(t.Context(), dir, evaluations.Mapping{}, Options{Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	v := lossVerdict(t, report, "addition")
	loss := figure(t, v, "variance explained by loss")
	t.Logf("congestion 0.1: %s, %s; loss explains %.3f [%.3f, %.3f]", v.Verdict.Verdict, v.Reason, loss.Value, loss.Low, loss.High)
	if v.Verdict.Verdict == emergence.Emergent || !(loss.High < 0.95) {
		t.Errorf("%s: %s; loss explains %v", v.Verdict.Verdict, v.Reason, loss)
	}
}
