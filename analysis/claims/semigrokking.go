package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func semiGrokking() *Row {
	r := &Row{
		Number: 4, Name: "semi-grokking", Title: "Semi-grokking: plateaus of partial generalization",
		Scenarios: []string{"semi-grokking", "semi-grokking-long"}, Fitted: append([]string{"coverage", "gain of partial circuits"}, shared...),
		Mechanism: "Some circuits cover only the simplest 0.85 of the items, and for that have more gain on each: their gain times their coverage is distributed as that of whole ones. In a network whose best partial circuit is better than its best whole one it is the first to pay its rent. " +
			"The items that it leaves out stay memorized, and disturb the tests: test accuracy stays at about 0.7. A whole circuit then lives on the residual of the items left out alone, and only with more data grows and takes over, with a jump.",
		Trust: "The coverage is fitted to one number, the 0.7 of one published run; that partial circuits gain neither more nor less than whole ones is the simplest assumption, and was preferred to a gain of 1.04 or 1.07 times as much, with which more seeds end partial over a wider range. " +
			"The range of sizes, its width, the example, and the jump are tests. With whole circuits alone partial ends are runs caught on their way up, and none are left after 1e7 steps. The band of a hidden size of 32 is wider than that of 64, " +
			"and it lies at 2200 to 3200 items where Varma et al. saw their runs at 1500 to 2050: the critical size here is 2370.",
	}
	r.Claims = []Claim{{
		Name: "height-of-the-plateau", Source: varma + ", sec 5", Kind: Value, Published: 0.7,
		Statement: "Close to the critical size a network stays at a test accuracy of about 0.7 (fitted).",
		Quantity:  "median test accuracy of the runs that end between 0.1 and 0.9 after 1e7 steps, hidden size 128", Expect: Within(0.7, 0.1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(partial(s.Runs("semi-grokking-long")).Floats("test_accuracy"))
		},
	}, {
		Name: "where-it-begins", Source: varma + ", sec 5", Kind: Value, Published: 2000,
		Statement: "Of runs with 1500 to 2050 sums one with a middling accuracy has about 2000.",
		Quantity:  "fewest items with which a run of 11 ends between 0.1 and 0.9 after 1e7 steps, hidden size 128", Expect: Within(2000, 0.25),
		Simulated: func(s *Study) Estimate {
			return stat.Exact(partial(s.Runs("semi-grokking-long")).Values("tasks_addition_items")[0])
		},
	}, {
		Name: "plateau-then-jump", Source: varma + ", sec 5", Kind: Shape, Published: math.NaN(),
		Statement: "A run stays at an accuracy of 0.55 for 1e7 epochs and then jumps to 1, at 1.8e7: the plateau is more than half of its life.",
		Quantity:  "largest share of the steps until accuracy 0.85 that a run spends between 0.5 and 0.85, of runs that end above 0.97", Expect: Above(0.5),
		Simulated: func(s *Study) Estimate {
			share, _ := longestPlateau(s)
			return stat.Exact(share)
		},
	}, {
		Name: "norm-drops-at-the-jump", Source: varma + ", sec 5", Kind: Sign, Published: math.NaN(),
		Statement: "When that run leaves its plateau the norm drops.",
		Quantity:  "norm at the end minus norm before accuracy 0.85, of runs with a plateau of at least half of the steps until then", Expect: Below(0),
		Simulated: func(s *Study) Estimate {
			_, drops := longestPlateau(s)
			return Mean(drops)
		},
	}, {
		Name: "width", Source: huang + ", sec 2.2", Kind: Value, Published: 1000,
		Statement: "The interval of sizes with partial accuracy spans about 1000 items, for all models.",
		Quantity:  "items with mean test accuracy 0.95 less those with 0.05, mean of hidden sizes 32 to 64", Expect: Within(1000, 0.25),
		Simulated: func(s *Study) Estimate {
			sum, n := Estimate{}, 0.0
			for _, params := range s.Runs("semi-grokking").Values("model_params") {
				e := OfMeanCurve(s.Runs("semi-grokking").At("model_params", params), "tasks_addition_items", "test_accuracy", func(x, y []float64) float64 {
					return Reaches(0.95)(x, y) - Reaches(0.05)(x, y)
				})
				sum, n = Estimate{Value: sum.Value + e.Value, Low: sum.Low + e.Low, High: sum.High + e.High}, n+1
			}
			return Estimate{Value: sum.Value / n, Low: sum.Low / n, High: sum.High / n}
		},
	}, {
		Name: "example", Source: huang + ", Fig 2", Kind: Shape, Published: math.NaN(),
		Statement: "The example at hidden size 32 and 3000 items ends with an intermediate accuracy.",
		Quantity:  "share of seeds that are semi-grokking: one example is at least one in eleven", Expect: Above(1.0 / 11),
		Simulated: func(s *Study) Estimate {
			var having []bool
			for _, word := range s.Runs("semi-grokking").At("model_params", 19840).At("tasks_addition_items", 3000).Words("regime") {
				having = append(having, word == "semi-grokking")
			}
			return Share(having)
		},
	}}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Partial generalization near the critical data size", X: "training items", Y: "mean accuracy, share of runs"}
		mean := func(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) }
		for _, size := range []struct {
			name   string
			params float64
		}{{"32", 19840}, {"64", 64256}} {
			x, y := s.Runs("semi-grokking").At("model_params", size.params).Curve("tasks_addition_items", mean)
			p.Lines = append(p.Lines, show.Line{Name: "accuracy after 40,000 steps, hidden size " + size.name, X: x, Y: y})
		}
		x, y := s.Runs("semi-grokking-long").Curve("tasks_addition_items", mean)
		_, share := s.Runs("semi-grokking-long").Curve("tasks_addition_items", func(f *frames.Frame) float64 { return float64(partial(f).Len()) / float64(f.Len()) })
		p.Lines = append(p.Lines, show.Line{Name: "accuracy after 1e7 steps, hidden size 128", X: x, Y: y},
			show.Line{Name: "share of runs that end between 0.1 and 0.9 there", X: x, Y: share})
		return p
	}
	return r
}

// partial keeps the runs that end between chance and generalization.
func partial(f *frames.Frame) *frames.Frame {
	return f.If("test_accuracy", func(a float64) bool { return a > 0.1 && a < 0.9 })
}

// longestPlateau is the largest share of the time until accuracy 0.85 that a run which ends above 0.97 spends between 0.5 and 0.85,
// and how the norm changes from there to the end in all runs where it is at least half.
func longestPlateau(s *Study) (longest float64, drops []float64) {
	runs := s.Runs("semi-grokking-long").If("test_accuracy", func(a float64) bool { return a > 0.97 })
	curves := s.Curves("semi-grokking-long")
	for _, run := range runs.Values("run") {
		f := curves.At("run", run)
		step, accuracy, norm := f.Floats("step"), f.Floats("test_accuracy"), f.Floats("norm")
		rise, jump := -1, -1
		for i, a := range accuracy {
			if rise < 0 && a >= 0.5 {
				rise = i
			}
			if jump < 0 && a >= 0.85 {
				jump = i
			}
		}
		share := (step[jump] - step[rise]) / step[jump]
		longest = max(longest, share)
		if share >= 0.5 {
			drops = append(drops, norm[len(norm)-1]-norm[jump-1])
		}
	}
	return longest, drops
}
