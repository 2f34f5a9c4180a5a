package circuits

import "math"

// PenaltyCost is (s^(1/kappa) norm)^2, the squared norm of a circuit of strength s
// in Varma et al. (arXiv:2309.02390, App. C). norm is its norm at strength 1.
func PenaltyCost(strength, kappa, norm float64) float64 {
	if strength <= 0 {
		return 0
	}
	return norm * norm * math.Pow(strength, 2/kappa)
}

// PenaltySlope is the derivative of PenaltyCost with respect to the strength. near serves a circuit
// whose strength moves little between calls.
func PenaltySlope(strength, kappa, norm float64, near *NearPower) float64 {
	if strength <= 0 {
		return 0
	}
	power := 2 / kappa
	return norm * norm * power * near.at(strength, power-1)
}
