package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

const varmaSource = "arXiv:2309.02390, App. C: its equations and constants, integrated apart from this program"

// varmaClaims are the numbers of the toy network of two circuits.
func varmaClaims() []Claim {
	toy := func(s *Study) *frames.Frame { return s.Curves("varma").At("training_cost_weight", 0.005) }
	number := func(name, statement, quantity string, published float64, expect Range, of func(*frames.Frame) float64) Claim {
		return Claim{
			Name: "varma-" + name, Source: varmaSource, Kind: Value, Published: published, Statement: statement, Quantity: quantity, Expect: expect,
			Simulated: func(s *Study) Estimate { return stat.Exact(of(toy(s))) },
		}
	}
	last := func(column string) func(*frames.Frame) float64 {
		return func(f *frames.Frame) float64 { y := f.Floats(column); return y[len(y)-1] }
	}
	entropy := func(f *frames.Frame) []float64 { return minus(f.Floats("train_loss"), f.Floats("penalty")) }
	list := []Claim{
		number("train-loss-at-400", "The training set is memorized by step 400.", "training cross-entropy, nats", 0.131, Within(0.131, 0.005),
			func(f *frames.Frame) float64 { return readAt(f.Floats("step"), entropy(f), 400) }),
		number("test-loss-at-400", "Memorization is confidently wrong on unseen items.", "test loss at step 400, nats", 6.81, Within(6.81, 0.001),
			func(f *frames.Frame) float64 { return readAt(f.Floats("step"), f.Floats("test_loss"), 400) }),
		number("overtakes", "The generalizing circuit overtakes the memorizing one.", "step", 5010, Within(5010, 0.01),
			func(f *frames.Frame) float64 {
				f = f.If("step", func(t float64) bool { return t > 0 }) // at first both are 0
				return Reaches(0)(f.Floats("step"), minus(f.Floats("generalization"), f.Floats("memorization")))
			}),
		number("final-train-loss", "The training loss ends where the penalty balances it.", "training cross-entropy, nats", 0.03171, Within(0.03171, 0.001),
			func(f *frames.Frame) float64 { y := entropy(f); return y[len(y)-1] }),
		number("final-test-loss", "The test loss ends near it.", "test loss, nats", 0.07767, Within(0.07767, 0.001), last("test_loss")),
		number("final-generalization", "The generalizing circuit ends with most of the logit.", "w_g, logit", 7.248, Within(7.248, 0.001), last("generalization")),
		number("efficiency-ratio", "Logits are shared as (P_m/P_g)^(2 kappa/(2 - kappa)).", "w_g/w_m", 8, Within(8, 0.001),
			func(f *frames.Frame) float64 { return last("generalization")(f) / last("memorization")(f) }),
	}
	list = append(list, Claim{
		Name: "varma-steps-against-penalty", Source: varmaSource, Kind: Shape, Published: math.NaN(),
		Statement: "At penalties of 0.0005, 0.001, 0.0025, 0.005, 0.01 and 0.02 the test loss falls below 1 at steps 40830, 21705, 9576, 5258, 2966 and 1751.",
		Quantity:  "largest relative distance of step_test from these", Expect: Below(0.01),
		Simulated: func(s *Study) Estimate {
			worst := 0.0
			for _, run := range []struct{ weight, step float64 }{{0.0005, 40830}, {0.001, 21705}, {0.0025, 9576}, {0.005, 5258}, {0.01, 2966}, {0.02, 1751}} {
				worst = max(worst, math.Abs(s.Runs("varma").At("training_cost_weight", run.weight).Only("step_test")/run.step-1))
			}
			return stat.Exact(worst)
		},
	})
	for i, control := range []struct {
		name, statement string
		published       float64
		expect          Range
	}{
		{"equal-speeds", "Circuits that learn equally fast: the test loss falls below 1 at step 389, without delay.", 389, Within(389, 0.01)},
		{"memorization-efficient", "Memorization the efficient one: the test loss never falls.", math.Inf(1), Above(60001)},
		{"no-penalty", "No penalty: the test loss never falls.", math.Inf(1), Above(60001)},
	} {
		list = append(list, Claim{
			Name: "varma-" + control.name, Source: varmaSource, Kind: Value, Published: control.published,
			Statement: control.statement, Quantity: "step_test within 60,000 steps", Expect: control.expect,
			Simulated: func(s *Study) Estimate {
				return stat.Exact(frames.Never(s.Runs("varma-controls").At("run", float64(i)).Floats("step_test"))[0])
			},
		})
	}
	return list
}
