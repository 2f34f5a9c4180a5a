package circuits

import (
	"math"

	"github.com/circsim/circsim/circuits/lanes"
)

// Rivals are the classes that compete with an item's label in the softmax: with
// memorization at strength m, the probability of the label is
// e^m / (e^m + Odds). docs/model.md, equation 1.
//
// Clean and mislabelled items differ only in how generalization changes the
// odds, so the same formulas serve both.
type Rivals struct {
	Odds  float64 // against the label at m = 0
	Push  float64 // -d ln Odds / dg: 1 if generalization supports the label, negative if it opposes it
	Slope float64 // d Push / dg
}

// Clean are the rivals of a true label among v classes: v-1 classes with logit 0.
// Generalization adds its logit g to the label.
func Clean(g, v float64) Rivals { return Rivals{Odds: (v - 1) * Exp(-g), Push: 1} }

// Mislabelled are the rivals of a wrong label among v classes: the true class,
// with generalization's logit g, and v-2 classes with logit 0.
func Mislabelled(g, v float64) Rivals {
	share := 1 / (1 + (v-2)*Exp(-g)) // of the true class in the odds
	return Rivals{Odds: Exp(g) + v - 2, Push: -share, Slope: -share * (1 - share)}
}

// Residual is 1 - p at memorization strength m: the gradient that memorization
// feels. Generalization feels Push times as much.
func (k Rivals) Residual(m float64) float64 { return k.ResidualAt(OddsAt(m)) }

// Right is p, the probability of the label, to full relative precision.
func (k Rivals) Right(m float64) float64 { return k.RightAt(OddsAt(m)) }

// Odds holds e^m and e^-m, for the same memorization strength m against many rivals.
type Odds struct{ up, down float64 }

// OddsAt are the odds of memorization strength m.
func OddsAt(m float64) Odds { return Odds{Exp(m), Exp(-m)} }

// ResidualAt is Residual at the strength of o.
func (k Rivals) ResidualAt(o Odds) float64 { return 1 / (1 + o.up/k.Odds) }

// RightAt is Right at the strength of o.
func (k Rivals) RightAt(o Odds) float64 { return 1 / (1 + float64(k.Odds*o.down)) }

// Loss is the cross-entropy of the label in nats, -ln p.
func (k Rivals) Loss(m float64) float64 {
	against := math.Log(k.Odds) - m
	if against > 0 {
		return against + math.Log1p(Exp(-against))
	}
	return math.Log1p(Exp(against))
}

// Start is an item at initialization: the probability of its label and one minus
// that probability, each to full relative precision.
type Start struct{ Right, Residual float64 }

// Strengthened returns the residual of an item whose memorization has grown by d
// since its start, and the fall of its loss in nats, 0 where it has not grown. It is precise even
// for tiny d, where the difference of two losses would not be.
func (s Start) Strengthened(d float64) (residual, nats float64) {
	return lanes.Strengthened(d, s.Right, s.Residual)
}

// Squared is the residual under squared error toward a target logit, the exactly
// solvable case of Nam et al. (arXiv:2404.17563). The loss is half its square,
// with curvature 1.
func Squared(m, g, target float64) float64 { return target - m - g }
