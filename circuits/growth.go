package circuits

import "math"

// MemorizationDepth is the number of factors of a memorization circuit, and
// MemorizationCongestion the power of the free budget that slows it: it lives
// in the bulk of the weights, where every stored bit crowds every other.
const (
	MemorizationDepth      = 2
	MemorizationCongestion = 1
)

// Growth is d ln s / dt of a circuit of balanced factors at strength s:
// what it earns minus its rent. docs/model.md, equation 3.
//
// gain is per step, earned what the circuit feels times the price of crowding,
// decay lambda per step.
func Growth(gain, earned, strength, decay float64, depth int) float64 {
	if depth == 2 {
		return 2 * (gain*earned - decay)
	}
	return deepGrowth(gain, earned, strength, decay, float64(depth))
}

func deepGrowth(gain, earned, strength, decay, l float64) float64 {
	return l * (gain*earned*math.Pow(strength, 1-2/l) - decay)
}

// freeFloor is the free share of the budget below which its powers become
// linear, so that no rate has an infinite slope and load never reaches 1.
const freeFloor = 1e-4

// Price is free^q, the factor by which a crowded network slows a circuit of
// congestion q, and its derivative with respect to free. Below a free share of
// 1e-4 it goes linearly to 0; a full network stops all growth.
func Price(free, q float64) (price, slope float64) {
	switch {
	case free <= 0:
		return 0, 0
	case q == 0:
		return 1, 0
	case q == 1:
		return free, 1
	case free < freeFloor:
		slope = math.Pow(freeFloor, q-1)
		return slope * free, slope
	}
	price = Exp(q * math.Log(free))
	return price, q * price / free
}

// Norm2 is the sum of squares of a circuit's factors in units of raw weights:
// learning_rate * depth * s^(2/depth) / gain. A circuit of higher gain reaches
// the same logit with less norm, which is why generalization is efficient
// (Varma et al. arXiv:2309.02390, sec 3).
func Norm2(strength, gain, learningRate float64, depth int) float64 {
	if gain == 0 || strength <= 0 {
		return 0
	}
	l := float64(depth)
	return learningRate * l * math.Pow(strength, 2/l) / gain
}

// PenaltySlope is d/ds of (s^(1/kappa) norm)^2, and PenaltyCost the penalty
// itself: the price of a circuit's norm in Varma et al. (App. C).
func PenaltySlope(strength, kappa, norm float64) float64 {
	if strength <= 0 {
		return 0
	}
	return norm * norm * (2 / kappa) * math.Pow(strength, 2/kappa-1)
}

// PenaltyCost is (s^(1/kappa) norm)^2, see PenaltySlope.
func PenaltyCost(strength, kappa, norm float64) float64 {
	if strength <= 0 {
		return 0
	}
	return norm * norm * math.Pow(strength, 2/kappa)
}
