package circuits

import "math"

// Growth is the law by which circuits of one kind grow. Their growth rate and its derivatives are
// in package lanes (Rates, RatesOfPower), explicit optimizer steps are Factors.Step.
type Growth struct {
	Depth      int     // l, number of factors whose product is the strength; 2 to 16
	Congestion float64 // q, exponent of the free share in Price; at least 0
}

// MemorizationDepth is the depth of memorization circuits where the scenario
// does not state their factors.
const MemorizationDepth = 2

// Elasticity is the exponent of strength in the growth rate: 0 at depth 2, where growth is exponential.
func (g Growth) Elasticity() float64 { return 1 - 2/float64(g.Depth) }

// Price is free^q, the factor by which congestion slows growth (docs/model.md,
// equation 4), and its derivative with respect to free, the unused share of the
// budget. Below a free share of 1e-4 it falls linearly to 0: a full network stops
// all growth.
func (g Growth) Price(free float64) (price, slope float64) {
	q := g.Congestion
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
	case free > 1-roomy && free < 1+roomy:
		used := 1 - free
		price = 1 - q*used*(1-(q-1)/2*used*(1-(q-2)/3*used))
		slope = q * (1 - (q-1)*used*(1-(q-2)/2*used*(1-(q-3)/3*used)))
		return price, slope
	}
	price = pow(free, q)
	return price, q * price / free
}

// PriceNear is Price without its derivative. near serves a pool whose free share moves
// little between calls.
func (g Growth) PriceNear(free float64, near *NearPower) float64 {
	if q := g.Congestion; q != 1 && free >= freeFloor && free <= 1-roomy {
		return near.at(free, q)
	}
	price, _ := g.Price(free)
	return price
}

// freeFloor is the free share of the budget below which Price is linear. So no
// rate has an infinite slope, and load never reaches 1.
const freeFloor = 1e-4

// roomy is the used share of the budget below which four terms of the binomial series
// are Price and its derivative to full precision, for every exponent up to 10.
const roomy = 1e-5

// Balanced returns equal factors whose product is the strength.
func (g Growth) Balanced(strength float64) []float64 {
	u := make([]float64, g.Depth)
	for j := range u {
		u[j] = math.Pow(strength, 1/float64(g.Depth))
	}
	return u
}

// Norm2 is the squared L2 norm of a circuit's factors, in units of raw weights:
// learning_rate * depth * s^(2/depth) / gain. A circuit of higher gain reaches
// the same logit with a smaller norm, which is why generalization is efficient
// (Varma et al. arXiv:2309.02390, sec 3). At depth 2 it is proportional to a positive
// strength.
func (g Growth) Norm2(strength, gain, learningRate float64) float64 {
	if gain == 0 || strength <= 0 {
		return 0
	}
	l := float64(g.Depth)
	return learningRate * l * math.Pow(strength, 2/l) / gain
}

// Pace is (rho^2 + eps^2)^(-nu/2), the factor by which an optimizer that divides by the
// gradient's root mean square, as Adam does, multiplies every gain. power is rho^2, the
// sum over items of the squared gradient; nu is from 0, plain gradient flow, to 1, where
// steps do not depend on the gradient's size (docs/model.md, equation 10).
func Pace(power, nu float64) float64 {
	if nu == 0 {
		return 1
	}
	return math.Pow(power+leastPower, -nu/2)
}

// PaceSlope is d ln Pace / d power.
func PaceSlope(power, nu float64) float64 { return -nu / 2 / (power + leastPower) }

// leastPower is eps^2. It bounds the pace of a network without a gradient, as Adam's
// epsilon does.
const leastPower = 1e-24
