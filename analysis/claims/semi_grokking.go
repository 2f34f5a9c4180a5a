package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// publishedWidth is that of the interval of sizes with partial accuracy, in items.
const publishedWidth = 1000

var semiGrokking = code{
	measures: map[string]measure{
		"plateau-then-jump": exactly(func(s *study) float64 {
			share, _ := longestPlateau(s)
			return share
		}),
		"norm-drops-at-the-jump": func(s *study) stat.Estimate {
			_, drops := longestPlateau(s)
			return meanOf(drops)
		},
		"width": func(s *study) stat.Estimate {
			width := func(x, y []float64) float64 { return reaches(0.95)(x, y) - reaches(0.05)(x, y) }
			furthest, f := stat.Exact(publishedWidth), s.runs("semi-grokking")
			for _, params := range f.Values("model_params") {
				e := ofMeanCurve(f.At("model_params", params), "tasks_addition_items", "test_accuracy", width)
				if !(math.Abs(e.Value-publishedWidth) <= math.Abs(furthest.Value-publishedWidth)) {
					furthest = e
				}
			}
			return furthest
		},
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Partial generalization near the critical data size", X: "training items", Y: "mean accuracy, share of runs"}
		for _, size := range []struct {
			name   string
			params float64
		}{{"32", 19840}, {"64", 64256}} {
			f := s.runs("semi-grokking").At("model_params", size.params)
			p.mean("accuracy after 40,000 steps, hidden size "+size.name, f, "tasks_addition_items", "test_accuracy")
		}
		long := s.runs("semi-grokking-long")
		p.mean("accuracy after 1e7 steps, hidden size 128", long, "tasks_addition_items", "test_accuracy")
		x, y := long.Curve("tasks_addition_items", func(f *frames.Frame) float64 {
			partial := f.If("test_accuracy", func(a float64) bool { return a > 0.1 && a < 0.9 })
			return float64(partial.Len()) / float64(f.Len())
		})
		p.line("share of runs that end between 0.1 and 0.9 there", x, y)
		return p
	},
}

// longestPlateau looks at the runs that end above a test accuracy of 0.97. Each has a plateau: the share of its steps before 0.85 that it
// spends above 0.5. longest is the largest share. drops are the norm at the end minus the norm just before 0.85, for shares of at least
// a half.
func longestPlateau(s *study) (longest float64, drops []float64) {
	runs := s.runs("semi-grokking-long").If("test_accuracy", func(a float64) bool { return a > 0.97 })
	curves := s.curves("semi-grokking-long")
	for _, run := range runs.Values("run") {
		f := curves.At("run", run)
		step, accuracy, norm := f.Floats("step"), f.Floats("test_accuracy"), f.Floats("norm")
		rise := slices.IndexFunc(accuracy, func(a float64) bool { return a >= 0.5 })
		jump := slices.IndexFunc(accuracy, func(a float64) bool { return a >= 0.85 })
		share := (step[jump] - step[rise]) / step[jump]
		longest = max(longest, share)
		if share >= 0.5 {
			drops = append(drops, last(norm)-norm[jump-1])
		}
	}
	return longest, drops
}
