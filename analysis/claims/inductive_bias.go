package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

// The two sizes of inductive-bias-size.
const smallPair, largePair = 1e6, 3.57e6

var inductiveBias = code{
	measures: map[string]measure{
		"order-turns-within-a-decade": runs("inductive-bias").median(turnWidth),
		"lead-lasts":                  runs("inductive-bias").mean(func(f *frames.Frame) float64 { return leadAt(f, 10) }),
		"same-for-the-larger-pair":    runs("inductive-bias-size").at("model_params", largePair).median(turnWidth),
		"larger-wins-on-more": runs("inductive-bias-size").mean(func(f *frames.Frame) float64 {
			x, y := gainOfSize(f)
			return readAt(logs(x), y, math.Log(biasTurn(f.At("model_params", smallPair))))
		}),
		"larger-loses-on-little": runs("inductive-bias-size").mean(func(f *frames.Frame) float64 {
			_, y := gainOfSize(f)
			return slices.Min(y)
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Strong and weak inductive bias against data", X: "training items", Y: "test accuracy", LogX: true}
		for _, bias := range []string{"transformer", "convolutional", "recurrent"} {
			p.mean(bias, s.runs("inductive-bias").Where("model_bias", bias), "tasks_images_items", "test_accuracy")
		}
		for _, bias := range []string{"transformer", "convolutional"} {
			f := s.runs("inductive-bias-size").At("model_params", largePair).Where("model_bias", bias)
			p.mean(bias+", 3.57 times as large", f, "tasks_images_items", "test_accuracy")
		}
		return p
	},
}

// weakLead is the lead of the weak bias: test accuracy of the transformer minus that of the convolutional network, against items, for one
// seed and size.
func weakLead(f *frames.Frame) (items, lead []float64) {
	items, weak := f.Where("model_bias", "transformer").Curve("tasks_images_items", average("test_accuracy"))
	_, strong := f.Where("model_bias", "convolutional").Curve("tasks_images_items", average("test_accuracy"))
	return items, minus(weak, strong)
}

// biasTurn is the number of items from which the weak bias is ahead, beyond the number at which it is furthest behind.
func biasTurn(f *frames.Frame) float64 {
	x, y := weakLead(f)
	worst := floats.MinIdx(y)
	return reachesOnLog(0, x[worst:], y[worst:])
}

// leadAt is the lead of the weak bias at a multiple of the number of items at which the order turns.
func leadAt(f *frames.Frame, multiple float64) float64 {
	x, y := weakLead(f)
	return readAt(logs(x), y, math.Log(multiple*biasTurn(f)))
}

// turnWidth is the smallest number of items at which the weak bias is a point ahead, over the largest at which the strong one is.
func turnWidth(f *frames.Frame) float64 {
	x, y := weakLead(f)
	strong, weak := math.NaN(), math.NaN()
	for i := range x {
		if y[i] < -point {
			strong = x[i]
		}
		if y[i] > point && weak != weak {
			weak = x[i]
		}
	}
	return weak / strong
}

// gainOfSize is the test accuracy of the larger transformer minus that of the smaller one, against items, for one seed.
func gainOfSize(f *frames.Frame) (items, gain []float64) {
	f = f.Where("model_bias", "transformer")
	items, larger := f.At("model_params", largePair).Curve("tasks_images_items", average("test_accuracy"))
	_, smaller := f.At("model_params", smallPair).Curve("tasks_images_items", average("test_accuracy"))
	return items, minus(larger, smaller)
}
