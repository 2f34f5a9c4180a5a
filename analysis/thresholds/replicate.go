package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// replicate is the score of one seed at one scale. An observation without a seed is a replicate by itself.
type replicate struct {
	seed         int64
	y            float64
	right, items float64 // right answers and size of the test set; items 0: unknown
	error        float64 // standard error of y; NaN: unknown
}

func newReplicate(list []stat.Observation) replicate {
	r := replicate{seed: list[0].Seed}
	squares, items, errors := 0.0, true, true
	for _, o := range list {
		r.y += o.Y
		squares += o.Error * o.Error
		r.items += math.Round(o.Items)
		r.right += math.Round(o.Y * math.Round(o.Items))
		items = items && o.Items >= 1 && o.Y >= 0 && o.Y <= 1
		errors = errors && o.Error > 0
	}
	n := float64(len(list))
	r.y /= n
	r.error = math.Sqrt(squares) / n
	if !items {
		r.right, r.items = 0, 0
	}
	if !errors {
		r.error = math.NaN()
	}
	return r
}

func haveItems(list []replicate) bool {
	return !slices.ContainsFunc(list, func(r replicate) bool { return r.items == 0 })
}

func haveErrors(list []replicate) bool {
	return !slices.ContainsFunc(list, func(r replicate) bool { return !(r.error > 0) })
}
