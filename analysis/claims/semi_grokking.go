package claims

import "github.com/circsim/circsim/output/frames"

var semiGrokking = code{
	measures: map[string]measure{
		"plateau-then-jump": exactly(func(s *Study) float64 {
			share, _ := longestPlateau(s)
			return share
		}),
		"norm-drops-at-the-jump": func(s *Study) Estimate {
			_, drops := longestPlateau(s)
			return Mean(drops)
		},
		"width": func(s *Study) Estimate {
			sum, n := Estimate{}, 0.0
			for _, params := range s.Runs("semi-grokking").Values("model_params") {
				e := OfMeanCurve(s.Runs("semi-grokking").At("model_params", params), "tasks_addition_items", "test_accuracy", func(x, y []float64) float64 {
					return Reaches(0.95)(x, y) - Reaches(0.05)(x, y)
				})
				sum, n = Estimate{Value: sum.Value + e.Value, Low: sum.Low + e.Low, High: sum.High + e.High}, n+1
			}
			return Estimate{Value: sum.Value / n, Low: sum.Low / n, High: sum.High / n}
		},
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Partial generalization near the critical data size", X: "training items", Y: "mean accuracy, share of runs"}
		for _, size := range []struct {
			name   string
			params float64
		}{{"32", 19840}, {"64", 64256}} {
			x, y := s.Runs("semi-grokking").At("model_params", size.params).Curve("tasks_addition_items", average("test_accuracy"))
			p.line("accuracy after 40,000 steps, hidden size "+size.name, x, y)
		}
		long := s.Runs("semi-grokking-long")
		x, y := long.Curve("tasks_addition_items", average("test_accuracy"))
		p.line("accuracy after 1e7 steps, hidden size 128", x, y)
		_, y = long.Curve("tasks_addition_items", func(f *frames.Frame) float64 {
			partial := f.If("test_accuracy", func(a float64) bool { return a > 0.1 && a < 0.9 })
			return float64(partial.Len()) / float64(f.Len())
		})
		p.line("share of runs that end between 0.1 and 0.9 there", x, y)
		return p
	},
}

// longestPlateau looks at runs that end above a test accuracy of 0.97. It gives the largest share of the steps until 0.85 that one of
// them spends between 0.5 and 0.85, and, for those that spend half of the steps there or more, the norm at the end minus the norm
// just before 0.85.
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
