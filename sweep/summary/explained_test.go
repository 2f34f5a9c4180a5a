package summary

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/google/go-cmp/cmp"
)

// A list whose accuracy is that of a word, and whose regimes are those of the word and of whole numbers. Two axes of it go
// together.
func TestExplainAList(t *testing.T) {
	var params, decays, words []string
	for i := range 90 {
		params, decays = append(params, fmt.Sprint(100+i)), append(decays, fmt.Sprint(0.5+float64(i)/100))
		words = append(words, []string{"gd", "flow"}[i%2])
	}
	keys := fmt.Sprintf("{design: list, axes: [{path: model.params, values: [%s]}, {path: training.weight_decay, values: [%s]}, {path: training.dynamics, values: [%s]}]}",
		strings.Join(params, ", "), strings.Join(decays, ", "), strings.Join(words, ", "))
	dir := planned(t, study(t, keys), func(point []any, _ int64) []sim.TaskResult {
		r := sim.TaskResult{Name: "first", Regime: sim.Confusion}
		if point[2] == "flow" {
			r.TestAccuracy, r.Regime = 1, sim.MemorizeRegime
			if scenarios.Number(point[0]) >= 140 {
				r.Regime = sim.Grokking
			}
		}
		return []sim.TaskResult{r}
	})
	found, err := Explain(dir)
	if err != nil {
		t.Fatal(err)
	}
	p := text.NewPage(text.Screen{})
	found[0].Write(p)
	want := `first, which axes explain each outcome, over 90 points
axis          test_accuracy
params        -0.011 [-0.023, 0.031]
weight_decay  -0.011 [-0.023, 0.031]
dynamics      1.000 [1.000, 1.000]
share of the variance that an axis explains by itself; [95% intervals]
test_loss is 0 at every point
params and weight_decay go together: each share holds what they have in common

first, what separates the regimes
where                            regime        points
dynamics is gd                   confusion     45 of 45
params < 140, dynamics is flow   memorization  20 of 20
params >= 140, dynamics is flow  grokking      25 of 25
right at 99% of points left out; always saying confusion: 50%
`
	if d := cmp.Diff(want, p.String()); d != "" {
		t.Error(d)
	}
}

func TestExplainRefuses(t *testing.T) {
	few := planned(t, study(t, "{design: sobol, points: 40, "+ranges+"}"), halved)
	cut := planned(t, study(t, "{design: sobol, points: 64, "+ranges+"}"), func(point []any, seed int64) []sim.TaskResult {
		if scenarios.Number(point[0]) > 5000 {
			return nil // the part ends here
		}
		return halved(point, seed)
	})
	var refused *text.Refusal
	if _, err := Explain(few); !errors.As(err, &refused) || err.Error() != few+": needs at least 64 points, has 40; the same sweep with --set sweep.points=64 --extend adds them" {
		t.Error(err)
	}
	if _, err := Explain(cut); !errors.As(err, &refused) || !strings.HasPrefix(err.Error(), cut+": lacks runs ") {
		t.Error(err)
	}
	s, err := Summarize(cut)
	if err != nil || s.Explained != nil || strings.Contains(s.Text(text.Screen{}), "explain") {
		t.Errorf("an incomplete sweep is explained: %v", err)
	}
}
