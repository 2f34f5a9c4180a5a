package claims

import (
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var modulus = code{
	measures: map[string]measure{
		"critical-size-in-one-network": criticalPower,
		"critical-share-is-constant":   criticalPower,
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Critical data size against the modulus", X: "modulus", Y: "items", LogX: true, LogY: true}
		x, y := criticalItems(s.runs("modulus"))
		p.line("mean test accuracy 0.95 after 40,000 steps, simulated", x, y)
		p.points("published (one network, seven moduli)", []float64{31, 41, 47, 53, 59, 79, 113}, []float64{480, 840, 884, 983, 1218, 1872, 3192})
		return p
	},
}

// criticalPower is the slope of ln critical data size against ln modulus, 59 to 113.
var criticalPower = runs("modulus").mean(func(f *frames.Frame) float64 { return stat.LogSlope(criticalItems(f)) })

// criticalItems is the number of items at which mean test accuracy reaches 0.95, against the modulus.
func criticalItems(f *frames.Frame) (moduli, items []float64) {
	swept := f.If("tasks_addition_classes", func(p float64) bool { return p >= 59 && p <= 113 })
	return swept.Curve("tasks_addition_classes", func(f *frames.Frame) float64 {
		return never(reaches(0.95)(f.Curve("tasks_addition_items", average("test_accuracy"))))
	})
}
