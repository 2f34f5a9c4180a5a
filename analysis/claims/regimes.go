package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

const huang = "arXiv:2402.15175 (Huang et al.)"

func regimes() *Row {
	r := &Row{
		Number: 2, Name: "regimes", Title: "Four dynamics over model size and data size",
		Scenarios: []string{"regimes", "critical-data", "critical-size", "random-labels", "double-descent"}, Fitted: shared,
		Mechanism: "Two curves divide the plane. Memorization holds β bits per parameter, so that D_mem rises with N. Generalization pays its rent from D_crit = a_m/a_g items on; " +
			"a larger network draws more tickets, its best gain a_g is higher, and D_crit falls. Above D_mem the items that have no room keep their residual high, and generalization grows on it (progression); " +
			"below both curves everything is memorized; between them memorization comes first and grokking after it.",
		Trust: "The three examples and the outcomes at 3000 and 4000 items, and so the two critical sizes, were targets of the fit of the shared constants. bits-per-parameter holds the fitted β of 2.65 against measurements, and no rule. The norms, the crossing, the capacity's growth and the size without a limit of time were not. " +
			"That D_crit falls is owed to the spread of gains among tickets; on text Zhu et al. (arXiv:2401.10463) find it rising. At hidden size 32 it is 3200 and not 4000 items. " +
			"The bits of a parameter depend on how they are counted: 2.5 are stored, but as an item counts as learned before its loss is 0, all labels are right from 3.4 bits of label per parameter on.",
	}
	for _, e := range []struct {
		regime        string
		hidden        string
		params, items float64
	}{{"progression", "8", 2656, 3000}, {"memorization", "32", 19840, 2600}, {"grokking", "64", 64256, 3000}} {
		r.Claims = append(r.Claims, Claim{
			Name: "example-" + e.regime, Source: huang + ", Fig 2", Kind: Shape, Published: math.NaN(),
			Statement: "The example at hidden size " + e.hidden + " and " + number(e.items) + " items shows " + e.regime + " (memorization without generalization is called ungrokking there; a target of the fit).",
			Quantity:  "share of seeds with this regime", Expect: Above(0.5),
			Simulated: func(s *Study) Estimate {
				var having []bool
				for _, word := range s.Runs("double-descent").At("model_params", e.params).At("tasks_addition_items", e.items).Words("regime") {
					having = append(having, word == e.regime)
				}
				return Share(having)
			},
		})
	}
	for _, c := range []struct {
		hidden          string
		params, crucial float64
	}{{"64", 64256, 3000}, {"32", 19840, 4000}} {
		r.Claims = append(r.Claims, Claim{
			Name: "critical-size-hidden-" + c.hidden, Source: huang + ", sec 2.2", Kind: Value, Published: c.crucial,
			Statement: "At hidden size " + c.hidden + " mean validation accuracy is near perfect from " + number(c.crucial) + " items on (a target of the fit).",
			Quantity:  "items from which the mean test accuracy is 0.95", Expect: Within(c.crucial, 0.25),
			Simulated: func(s *Study) Estimate {
				return OfMeanCurve(s.Runs("critical-data").At("model_params", c.params), "tasks_addition_items", "test_accuracy", Reaches(0.95))
			},
		})
	}
	r.Claims = append(r.Claims, Claim{
		Name: "critical-size-falls", Source: huang + ", assumption 3.1 and Fig 3", Kind: Sign, Published: math.NaN(),
		Statement: "The critical data size falls with model size.",
		Quantity:  "slope of ln (items from which test accuracy is 0.95) against ln parameters, hidden sizes 32 to 64", Expect: Below(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("critical-data").BySeed(func(f *frames.Frame) float64 {
				return stat.LogSlope(f.Curve("model_params", func(f *frames.Frame) float64 {
					return Reaches(0.95)(f.Curve("tasks_addition_items", func(f *frames.Frame) float64 { return f.Only("test_accuracy") }))
				}))
			}))
		},
	}, Claim{
		Name: "capacity-rises", Source: huang + ", assumption 3.2 and Fig 4", Kind: Sign, Published: math.NaN(),
		Statement: "The number of random labels that a network memorizes rises with its size.",
		Quantity:  "smallest rise of train accuracy x 12769 from one size to the next, until all are memorized, items", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			_, stored := capacity(s)
			least := math.Inf(1)
			for i := 1; i < len(stored) && stored[i-1] < 0.99*pairs; i++ {
				least = min(least, stored[i]-stored[i-1])
			}
			return stat.Exact(least)
		},
	}, Claim{
		Name: "bits-per-parameter", Source: "arXiv:2404.05405; arXiv:2605.09724; arXiv:2505.24832", Kind: Value, Published: 2.16,
		Statement: "A parameter holds 2 (facts), 2.16 (labels of modular division) or 3.64 bits (random strings).",
		Quantity:  "memorized bits per parameter of the largest network that learns less than half of the random labels", Expect: Between(2, 3.64),
		Simulated: func(s *Study) Estimate {
			f := s.Runs("random-labels").If("train_accuracy", func(a float64) bool { return a < 0.5 })
			last := f.Len() - 1
			return stat.Exact(f.Floats("memorized_bits")[last] / f.Floats("model_params")[last])
		},
	}, Claim{
		Name: "labels-per-parameter", Source: "arXiv:2605.09724 (Song and Ye)", Kind: Value, Published: 2.16,
		Statement: "A network learns 99% of random labels of modular division where these have 2.16 bits per parameter.",
		Quantity:  "bits of all labels per parameter of the smallest network that learns 99% of them", Expect: Within(2.16, 0.25),
		Simulated: func(s *Study) Estimate {
			x, y := s.Runs("random-labels").Curve("model_params", func(f *frames.Frame) float64 { return f.Only("train_accuracy") })
			return stat.Exact(6441 * math.Log2(113) / Reaches(0.99)(x, y))
		},
		NotMet: "An item's label is right long before all its bits are stored, and β was fitted to other runs.",
	}, Claim{
		Name: "one-crossing", Source: huang + ", Fig 1 and sec 3", Kind: Shape, Published: math.NaN(),
		Statement: "The falling critical data size and the rising capacity cross at one point.",
		Quantity:  "changes of sign of D_crit - D_mem over model sizes", Expect: Near(1, 0),
		Simulated: func(s *Study) Estimate {
			x, critical := criticalData(s)
			params, stored := capacity(s)
			changes, last := 0.0, 0
			for i := range x {
				for k := range params {
					if params[k] != x[i] || critical[i] != critical[i] {
						continue
					}
					sign := 1
					if critical[i] < stored[k] {
						sign = -1
					}
					if last == -sign {
						changes++
					}
					last = sign
				}
			}
			return stat.Exact(changes)
		},
	}, Claim{
		Name: "norm-rises-in-progression", Source: huang + ", sec 3", Kind: Sign, Published: math.NaN(),
		Statement: "In progression the norm of the parameters rises.",
		Quantity:  "norm at the end minus norm when test accuracy leaves 0.1, hidden size 8, 3000 items", Expect: Above(0),
		Simulated: func(s *Study) Estimate { return Mean(normChange(s, 2656, "progression")) },
	}, Claim{
		Name: "norm-falls-in-grokking", Source: huang + ", App A", Kind: Sign, Published: math.NaN(),
		Statement: "In grokking the norm of the parameters falls.",
		Quantity:  "norm at the end minus norm when test accuracy leaves 0.1, hidden size 64, 3000 items", Expect: Below(0),
		Simulated: func(s *Study) Estimate { return Mean(normChange(s, 64256, "grokking")) },
	}, Claim{
		Name: "critical-size-without-limit", Source: "arXiv:2401.10463 (Zhu et al.)", Kind: Value, Published: 2000,
		Statement: "A one-layer transformer of hidden size 128 generalizes modular addition from 2000 sums on.",
		Quantity:  "items from which a network generalizes within 1e10 steps", Expect: Within(2000, 0.25),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("critical-size").At("training_weight_decay", 1).BySeed(func(f *frames.Frame) float64 {
				return f.If("test_accuracy", func(a float64) bool { return a >= 0.9 }).Values("tasks_addition_items")[0]
			}))
		},
	})
	r.Picture = regimesPicture
	return r
}

func regimesPicture(s *Study) show.Picture {
	x, critical := criticalData(s)
	params, stored := capacity(s)
	return show.Picture{
		Title: "Critical data size and capacity", X: "parameters", Y: "items", LogX: true, LogY: true,
		Lines: []show.Line{
			{Name: "D_crit: mean test accuracy 0.9 after 40,000 steps", X: x, Y: critical},
			{Name: "D_mem: random labels memorized", X: params, Y: stored},
			{Name: "D_crit published (Huang et al., hidden sizes 32 and 64)", X: []float64{19840, 64256}, Y: []float64{4000, 3000}, Points: true},
		},
	}
}
