package claims

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

// shared are the constants of grokking.yaml, fitted once to real training runs and to a published sweep; the scenarios of
// modular addition share them (docs/model.md, section 9).
var shared = []string{"a_m", "m_0", "a_0", "sigma_a", "s_0", "sigma_s", "c", "q", "leak", "gamma", "beta", "sigma_0^2", "chi"}

func grokking() *Row {
	r := &Row{
		Number: 1, Name: "grokking", Title: "Grokking: generalization long after memorization",
		Scenarios: []string{"grokking", "grokking-decay"}, Fitted: shared,
		Mechanism: "Memorization circuits grow fast and fit the training items, so that the residual, all that a generalization circuit lives on, nearly " +
			"vanishes. Decay takes a rent of every circuit; where one generalization circuit serves more items than D_crit = a_m/a_g, it pays " +
			"its rent more cheaply and grows at a rate proportional to decay and to D/D_crit - 1, while the memorized items are released (equations 2 to 4 of docs/model.md).",
		Trust: "The steps at decay 1 and the peaks of the test loss are what the thirteen constants were fitted to: the eight claims on them say only that one set can hold them, and one peak it does not hold. The dependence on weight decay, the order of the phases and the divergence towards little data were not fitted.",
	}
	for _, run := range []struct {
		items, steps, peak float64
		notMet             string // of the peak
	}{
		{3831, 7583, 26.6, "One Gaussian variance in proportion to the squared logit of memorization is too little: on little data the wrong answers of real runs are more confident than that."},
		{5108, 2615, 10.1, ""}, {7661, 270, 5.55, ""}, {10215, 177, 5.00, ""},
	} {
		r.Claims = append(r.Claims, Claim{
			Name: fmt.Sprintf("steps-at-%g-items", run.items), Source: "arXiv:2301.05217, saved runs", Kind: Value, Published: run.steps,
			Statement: fmt.Sprintf("A one-layer transformer trained on %g of 12769 sums reaches test loss 1 at step %g (a target of the fit).", run.items, run.steps),
			Quantity:  "median step_test", Expect: Within(run.steps, 0.25),
			Simulated: func(s *Study) Estimate {
				return stat.MedianOf(frames.Never(s.Runs("grokking").At("tasks_addition_items", run.items).Floats("step_test")))
			},
		}, Claim{
			Name: fmt.Sprintf("peak-loss-at-%g-items", run.items), Source: "arXiv:2301.05217, saved runs", Kind: Value, Published: run.peak,
			Statement: fmt.Sprintf("Its test loss first climbs to %g (a target of the fit).", run.peak),
			Quantity:  "median peak_test_loss, nats", Expect: Within(run.peak, 0.25), NotMet: run.notMet,
			Simulated: func(s *Study) Estimate {
				return stat.MedianOf(s.Runs("grokking").At("tasks_addition_items", run.items).Floats("peak_test_loss"))
			},
		})
	}
	r.Claims = append(r.Claims, Claim{
		Name: "time-against-decay", Source: "arXiv:2301.05217, saved runs; arXiv:2210.01117", Kind: Value, Published: -1,
		Statement: "The time to generalize goes as 1 / weight decay.",
		Quantity:  "slope of ln step_test against ln weight decay", Expect: Near(-1, 0.1),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("grokking-decay").BySeed(func(f *frames.Frame) float64 {
				return stat.LogSlope(f.Floats("training_weight_decay"), f.Floats("step_test"))
			}))
		},
	}, Claim{
		Name: "memorization-first", Source: "arXiv:2301.05217, sec 5.2", Kind: Order, Published: math.NaN(),
		Statement: "Memorization (epochs 0 to 1400) is over long before test accuracy jumps (9400 to 14000).",
		Quantity:  "step_test_accuracy / step_train at 3831 items", Expect: Above(9400. / 1400),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("grokking").At("tasks_addition_items", 3831).BySeed(func(f *frames.Frame) float64 {
				return f.Only("step_test_accuracy") / f.Only("step_train")
			}))
		},
	}, Claim{
		Name: "faster-than-exponential-divergence", Source: varma + ", sec 5", Kind: Shape, Published: math.NaN(),
		Statement: "Towards the critical size the time to grok grows faster than exponentially as data are taken away.",
		Quantity:  "growth of ln step_test per item between 3000 and 3831 items, over that between 3831 and 5108", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("grokking").BySeed(func(f *frames.Frame) float64 {
				at := func(items float64) float64 { return math.Log(f.At("tasks_addition_items", items).Only("step_test")) }
				return (at(3000) - at(3831)) / (3831 - 3000) / ((at(3831) - at(5108)) / (5108 - 3831))
			}))
		},
	})
	r.Claims = append(r.Claims, dataClaims()...)
	r.Picture = func(s *Study) show.Picture {
		x, y := s.Runs("grokking").Curve("tasks_addition_items", func(f *frames.Frame) float64 { return stat.Median(frames.Never(f.Floats("step_test"))) })
		return show.Picture{
			Title: "Steps to generalize against data", X: "training items", Y: "step of test loss < 1", LogX: true, LogY: true,
			Lines: []show.Line{
				{Name: "simulated, median of 11 seeds", X: x, Y: y},
				{Name: "measured (Nanda et al.)", X: []float64{3831, 5108, 7661, 10215}, Y: []float64{7583, 2615, 270, 177}, Points: true},
			},
		}
	}
	return r
}
