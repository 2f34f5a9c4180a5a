package analysis

import (
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/text"
)

// TestOnsetBeyondTheHalfRise holds that such an onset is remarked: by a larger scale at chance, or by the score that the test needs.
func TestOnsetBeyondTheHalfRise(t *testing.T) {
	half := stat.Descriptive(2000)
	for want, o := range map[string]thresholds.Onset{
		"": {Scale: stat.Estimate{Value: 1900, Low: 1800, High: 2000}, LastAtChance: 1800},
		"beyond the half rise: the score is not above chance at 2300; rises between two scales": {
			Scale: stat.Estimate{Value: 2400, Low: 2300, High: 2600, Reason: "rises between two scales"}, LastAtChance: 2300},
		"beyond the half rise: with this noise the test needs a score of 0.526": {
			Scale: stat.Descriptive(2100), Critical: 0.526, LastAtChance: math.NaN()},
	} {
		if got := remarked(o, half); got.Reason != want || got.Value != o.Scale.Value {
			t.Errorf("%+v, want the reason %q", got, want)
		}
	}
	if got := remarked(thresholds.Onset{Scale: stat.Descriptive(1)}, stat.Undefined("no rise")); got.Reason != "" {
		t.Errorf("without a half rise: %s", got.Reason)
	}
	r := &Report{Thresholds: []Threshold{
		{Place: Place{Study: "s", Task: "late"}, Estimator: onsetScale, Estimate: stat.Descriptive(3)},
		{Place: Place{Study: "s", Task: "late"}, Estimator: halfRise, Estimate: stat.Descriptive(2)},
		{Place: Place{Study: "s", Task: "early"}, Estimator: onsetScale, Estimate: stat.Descriptive(1)},
		{Place: Place{Study: "s", Task: "early"}, Estimator: halfRise, Estimate: stat.Descriptive(2)},
	}}
	if got := r.Text(text.Screen{}); !strings.Contains(got, "\nonset beyond the half rise: ") || !strings.Contains(got, "\n    late\n") || strings.Contains(got, "\n    early\n") {
		t.Errorf("the late onset, and no other, is remarked:\n%s", got)
	}
}
