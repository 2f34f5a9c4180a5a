package circuits

import "math"

// Rivals is what stands against the label that memorization pushes, in the
// softmax over an item's classes: memorization at strength m is right with
// probability e^m / (e^m + Odds). docs/model.md, equation 1.
//
// A clean item and a mislabelled one differ only in what generalization does to
// the odds, so one pair of formulas serves both.
type Rivals struct {
	Odds  float64 // against the label at m = 0
	Push  float64 // -d ln Odds / dg: 1 where generalization pushes the label, negative where it pushes against it
	Slope float64 // d Push / dg
}

// Clean are the rivals of a true label over v classes when generalization, at
// logit g, pushes it too: v-1 classes at 0.
func Clean(g, v float64) Rivals { return Rivals{Odds: (v - 1) * Exp(-g), Push: 1} }

// Mislabelled are the rivals of a wrong label over v classes: the true class,
// which generalization pushes, and v-2 classes at 0.
func Mislabelled(g, v float64) Rivals {
	share := 1 / (1 + (v-2)*Exp(-g)) // of the true class in the odds
	return Rivals{Odds: Exp(g) + v - 2, Push: -share, Slope: -share * (1 - share)}
}

// Residual is 1 - p, what memorization at strength m feels; generalization
// feels Push times as much.
func (k Rivals) Residual(m float64) float64 { return 1 / (1 + Exp(m)/k.Odds) }

// Right is p, the probability of the label, to full precision however small.
func (k Rivals) Right(m float64) float64 { return 1 / (1 + k.Odds*Exp(-m)) }

// Loss is the cross-entropy of the label in nats, -ln p.
func (k Rivals) Loss(m float64) float64 {
	against := math.Log(k.Odds) - m
	if against > 0 {
		return against + math.Log1p(Exp(-against))
	}
	return math.Log1p(Exp(against))
}

// Start is an item at the strength of initialization: the probability of its
// label and what is missing to 1, each to full precision.
type Start struct{ Right, Residual float64 }

// Strengthened is the residual of an item whose memorization has grown by d
// since its start, and the nats of loss that this took off. It keeps its
// precision when d is tiny, where a difference of losses would not.
func (s Start) Strengthened(d float64) (residual, nats float64) {
	if d < 0.25 {
		e := math.Expm1(-d)
		return s.Residual * (1 + e) / (1 + s.Residual*e), -math.Log1p(s.Residual * e)
	}
	kept := Exp(-d)
	sum := s.Right + s.Residual*kept
	if s.Residual < 0.5 {
		nats = -math.Log1p(s.Residual * (kept - 1))
	} else {
		nats = -math.Log(sum)
	}
	return s.Residual * kept / sum, nats
}

// Curvature of the cross-entropy in m, which is also minus the slope of the residual.
func Curvature(residual float64) float64 { return residual * (1 - residual) }

// Squared is the residual under mean squared error toward strength target, the
// exactly solvable case of Nam et al. (arXiv:2404.17563); the loss is half its
// square and its curvature 1.
func Squared(m, g, target float64) float64 { return target - m - g }
