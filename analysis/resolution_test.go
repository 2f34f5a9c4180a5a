package analysis

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/emergence"
)

// TestLargerTests asks of drawn answers, whose expectation is a Hill curve from chance 0, where test sets of 10 and 100 times
// as many items would see it: the truth is the curve's own inverse.
func TestLargerTests(t *testing.T) {
	const items, middle, slope = 500, 1e9, 1.5
	random := draws(11)
	var text strings.Builder
	text.WriteString("params,task,metric,value,items,chance\n")
	for task := range 40 {
		for _, params := range steps(1e6, 1e11, 16) {
			right, p := 0, 1/(1+math.Pow(middle/params, slope))
			for range items {
				if random.Float64() < p {
					right++
				}
			}
			fmt.Fprintf(&text, "%g,t%d,acc,%g,%d,0\n", params, task, float64(right)/items, items)
		}
	}
	r := analyze(t, csvFile(t, "drawn.csv", text.String()), mapped(t, "{}"))
	found, valued, held := 0, 0, 0
	for _, row := range r.Thresholds {
		times := map[Estimator]float64{onsetWith10xItems: 10, onsetWith100xItems: 100}[row.Estimator]
		if times == 0 {
			continue
		}
		found++
		least := emergence.LeastSignificant(times*items, 0)
		truth := middle * math.Pow(least/(1-least), 1/slope)
		if row.Value != row.Value && row.Reason == "" || row.Test != "binomial" {
			t.Errorf("%+v", row)
		}
		if row.Value != row.Value {
			continue
		}
		if valued++; !(row.Low > truth) && !(row.High < truth) {
			held++
		}
	}
	t.Logf("%d of %d rows have a value, whose intervals hold the truth %d times", valued, found, held)
	if found != 80 || valued < 20 || float64(held) < 0.9*float64(valued) {
		t.Errorf("%d rows, %d values, %d hold the truth", found, valued, held)
	}
}
