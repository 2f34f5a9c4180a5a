package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

const vit = "arXiv:2010.11929"

func inductiveBias() *Row {
	r := &Row{
		Number: 14, Name: "inductive-bias", Title: "Inductive bias: a strong one wins on little data, a weak one on much",
		Scenarios: []string{"inductive-bias", "inductive-bias-size"}, Fitted: append([]string{"factors of the bias table", "structure of images"}, shared...),
		Mechanism: "A bias multiplies what circuits of a matching structure start from and gain, and penalizes those of another. On little data only circuits of local structure, the cheapest, pay for themselves " +
			"against memorization, and there the head start counts. On much data those of long range do too, of which a convolutional network needs twice the data for each.",
		Trust: "The factors of the bias, and what images are made of, are assumptions, chosen so that the trade exists; where the order turns in images of JFT is not predicted, and amounts of data are taken " +
			"relative to the turn. That it turns once, within a factor of ten and for both sizes of networks, can fail and does not. Circuits are as good as perfect once they are there, so that " +
			"nothing is left to win on the largest sets, and a larger network never does worse on the same data: both are where the theory is wrong.",
		Claims: append(biasClaims(), biasSizeClaims()...),
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Strong and weak inductive bias against data", X: "training items", Y: "test accuracy", LogX: true}
		for _, bias := range []string{"transformer", "convolutional", "recurrent"} {
			x, y := s.Runs("inductive-bias").Where("model_bias", bias).Curve("tasks_images_items", meanAccuracy)
			p.Lines = append(p.Lines, show.Line{Name: bias, X: x, Y: y})
		}
		for _, bias := range []string{"transformer", "convolutional"} {
			x, y := s.Runs("inductive-bias-size").At("model_params", 3.57e6).Where("model_bias", bias).Curve("tasks_images_items", meanAccuracy)
			p.Lines = append(p.Lines, show.Line{Name: bias + ", 3.57 times as large", X: x, Y: y})
		}
		return p
	}
	return r
}

func meanAccuracy(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) }

// weakLead is the test accuracy of the transformer minus that of the convolutional network, against data, of one seed and size.
func weakLead(f *frames.Frame) (items, lead []float64) {
	items, weak := f.Where("model_bias", "transformer").Curve("tasks_images_items", meanAccuracy)
	_, strong := f.Where("model_bias", "convolutional").Curve("tasks_images_items", meanAccuracy)
	return items, minus(weak, strong)
}

// biasTurn is the data from which on the weak bias is ahead, above those where it is furthest behind.
func biasTurn(f *frames.Frame) float64 {
	x, y := weakLead(f)
	worst := 0
	for i := range y {
		if y[i] < y[worst] {
			worst = i
		}
	}
	return math.Exp(Reaches(0)(logs(x[worst:]), y[worst:]))
}

// leadAt is the lead of the weak bias at a multiple of the data at which the order turns.
func leadAt(f *frames.Frame, multiple float64) float64 {
	x, y := weakLead(f)
	return readAt(logs(x), y, math.Log(multiple*biasTurn(f)))
}

// turnWidth is the least data with which the weak bias is a point ahead, over the most with which the strong one is.
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

func biasClaims() []Claim {
	return []Claim{{
		Name: "order-turns-within-a-decade", Source: vit + ", sec 4.3", Kind: Order, Published: math.NaN(),
		Statement: "ViT-B/32 is much worse than ResNet50 on 9M images of JFT, and better on 90M and more.",
		Quantity:  "least data with which the weak bias is a point ahead, over the most with which the strong one is", Expect: Between(1, 10),
		Simulated: func(s *Study) Estimate { return stat.MedianOf(s.Runs("inductive-bias").BySeed(turnWidth)) },
	}, {
		Name: "lead-lasts", Source: vit + ", sec 4.3", Kind: Sign, Published: math.NaN(),
		Statement: "The weak bias is still better on 300M images, 3.3 to 10 times the 30M to 90M between which the order turns.",
		Quantity:  "lead of the weak bias at ten times the data of the turn", Expect: Above(point),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("inductive-bias").BySeed(func(f *frames.Frame) float64 { return leadAt(f, 10) }))
		},
	}}
}

func biasSizeClaims() []Claim {
	const small, large = 1e6, 3.57e6
	growth := func(f *frames.Frame) (items, gain []float64) { // of the transformer's accuracy with its size
		f = f.Where("model_bias", "transformer")
		items, y := f.At("model_params", large).Curve("tasks_images_items", meanAccuracy)
		_, from := f.At("model_params", small).Curve("tasks_images_items", meanAccuracy)
		return items, minus(y, from)
	}
	return []Claim{{
		Name: "same-for-the-larger-pair", Source: vit + ", sec 4.3", Kind: Order, Published: math.NaN(),
		Statement: "The same is true for ResNet152x2 and ViT-L/16.",
		Quantity:  "as order-turns-within-a-decade, with 3.57 times the parameters", Expect: Between(1, 10),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("inductive-bias-size").At("model_params", large).BySeed(turnWidth))
		},
	}, {
		Name: "larger-wins-on-more", Source: vit + ", Tables 5 and 6", Kind: Sign, Published: math.NaN(),
		Statement: "Pretrained on 14M images ViT-L/16 is better than ViT-B/16 (85.15 against 83.97%), and on 300M (87.12 against 84.15%).",
		Quantity:  "accuracy of the transformer of 3.57 times the parameters minus the smaller one's, at the data of the turn", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("inductive-bias-size").BySeed(func(f *frames.Frame) float64 {
				x, y := growth(f)
				return readAt(logs(x), y, math.Log(biasTurn(f.At("model_params", small))))
			}))
		},
	}, {
		Name: "larger-loses-on-little", Source: vit + ", Table 5", Kind: Sign, Published: math.NaN(),
		Statement: "Pretrained on 1.3M images ViT-L/16 is worse than ViT-B/16 (76.53 against 77.91%), and L/32 than B/32 (71.16 against 73.38%).",
		Quantity:  "least difference of accuracy over all amounts of data, transformer of 3.57 times the parameters minus the smaller one", Expect: Below(-point),
		NotMet: "A larger network draws more circuits, has more room and less noise from what it memorizes: on the same data it does not do worse.",
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("inductive-bias-size").BySeed(func(f *frames.Frame) float64 {
				_, y := growth(f)
				least := y[0]
				for _, d := range y {
					least = min(least, d)
				}
				return least
			}))
		},
	}}
}
