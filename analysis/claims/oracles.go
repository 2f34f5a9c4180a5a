package claims

import (
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func oracles() *Row {
	r := &Row{
		Number: 19, Name: "oracles", Title: "Exact oracles: published models that are special cases",
		Scenarios: []string{"varma", "varma-controls", "nam", "michaud", "gu", "hastie", "davies-descent", "davies-grokking"},
		Mechanism: "Each of these papers has a model of a few equations whose numbers can be worked out without this program. Circuits of two factors contain " +
			"four of them exactly: the two circuits of Varma et al. pay the norm of whole circuits instead of a rent on factors; under squared error " +
			"a circuit learns along a logistic, which is a skill of Nam et al. and a pattern of Davies et al.; a population of facts with Zipf " +
			"frequencies that fills a budget of parameters is the quanta of Michaud et al. and the knapsack of Gu et al. The interference of " +
			"equation 5 has the form of the variance of Hastie et al. above the threshold; that it also falls below it comes from the logits, which " +
			"a full network can raise the less the smaller it is.",
		Trust: "Claims of this row are true by construction where the program is right: they are regression tests of the engine, evidence for no theory, and to be left out when one counts what the theory explains. They are exact to the stated digits for Varma, Nam and Davies, none of whose constants is ours. The accuracies of " +
			"Davies et al. are their functions of the three patterns, computed outside of the engine. The exponents of Michaud, Nam and Gu hold " +
			"in the limit of an endless population. Data seen in one pass are steps here, so that the exponent in data is that in steps; " +
			"several passes over few data are not modelled. Of Hastie et al. only the shape is compared.",
	}
	r.Claims = append(r.Claims, varmaClaims()...)
	r.Claims = append(r.Claims, skillClaims()...)
	r.Claims = append(r.Claims, quantaClaims()...)
	r.Claims = append(r.Claims, knapsackClaims()...)
	r.Claims = append(r.Claims, interferenceClaims()...)
	r.Claims = append(r.Claims, patternClaims()...)
	r.Picture = func(s *Study) show.Picture {
		toy := s.Curves("varma").At("training_cost_weight", 0.005)
		return show.Picture{
			Title: "The toy network of Varma et al.", X: "step", Y: "nats, logits", LogX: true,
			Lines: []show.Line{
				{Name: "test loss", X: toy.Floats("step"), Y: toy.Floats("test_loss")},
				{Name: "training loss", X: toy.Floats("step"), Y: minus(toy.Floats("train_loss"), toy.Floats("penalty"))},
				{Name: "generalizing circuit", X: toy.Floats("step"), Y: toy.Floats("generalization")},
				{Name: "memorizing circuit", X: toy.Floats("step"), Y: toy.Floats("memorization")},
				{Name: "the published model", X: []float64{400, 400, 5258}, Y: []float64{0.131, 6.81, 1}, Points: true},
			},
		}
	}
	return r
}

// slopeOf is the power of a law through the rows of a table.
func slopeOf(f *frames.Frame, x, y string) float64 { return stat.LogSlope(f.Floats(x), f.Floats(y)) }
