package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// prompted are scores of eight sizes under two values of a column, whose half rises differ by a factor, with some noise.
func prompted(column string, values []string, factor float64) string {
	random := draws(21)
	lines := []string{"params," + column + ",accuracy"}
	for _, n := range steps(1e7, 1e10, 8) {
		half := 1e8
		for _, v := range values {
			lines = append(lines, fmt.Sprintf("%g,%s,%.5f", n, v, 0.1+0.8*n/(n+half)+0.01*random.NormFloat64()))
			half *= factor
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// Scores of one size that a column explains are a curve for each of its values.
func TestUnlikeScoresOfOneSizeGetACurveEach(t *testing.T) {
	for column, values := range map[string][]string{"prompt": {"direct", "cot"}, "temperature": {"0", "0.7", "1"}} {
		r := analyze(t, csvFile(t, column+".csv", prompted(column, values, 5)), evaluations.Mapping{})
		if !r.warned(fmt.Sprintf(`rows of the same sizes have different scores, and column %q explains \d+%% of it: taken as condition, %d values`, column, len(values))) {
			t.Error(r.Warnings)
		}
		half := 1e8
		for _, v := range values {
			found := 0
			for _, e := range r.Thresholds {
				if e.Estimator == halfRise && e.Fixed == column+"="+v {
					holds(t, column+"="+v, e.Value, e.Low, e.High, half, 0.5)
					found++
				}
			}
			if found != 1 {
				t.Errorf("%d curves of %s=%s, want one", found, column, v)
			}
			half *= 5
		}
	}
}

// Scores of one size that no column explains are replicates, as are those that a column merely numbers.
func TestReplicatesOfOneSizeAreOneCurve(t *testing.T) {
	for _, column := range []string{"machine", "trial", "question"} {
		r := analyze(t, csvFile(t, column+".csv", prompted(column, []string{"1", "2", "3"}, 1)), evaluations.Mapping{})
		if r.warned("taken as condition") {
			t.Errorf("%s: %v", column, r.Warnings)
		}
	}
}
