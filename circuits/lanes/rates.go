package lanes

// Rates sets rate to depth (gain earned - decay), with earned = residual price: the
// growth rate of circuits that each feel a residual of their own
// (docs/model.md, equation 3).
func Rates(rate, gain, residual, decay []float64, price, depth float64) {
	n := len(rate)
	gain, residual, decay = cut(gain, n), cut(residual, n), cut(decay, n)
	rates(rate, gain, residual, decay, price, depth)
}

func plainRates(rate, gain, residual, decay []float64, price, depth float64) {
	for i := range rate {
		rate[i] = depth * (float64(gain[i]*float64(residual[i]*price)) - decay[i])
	}
}

// RatesOfPower sets rate to depth (gain earned power - decay): the growth rate of
// circuits that feel one residual. power is strength^(1 - 2/depth), 1 at depth 2.
func RatesOfPower(rate, gain, power []float64, earned, decay, depth float64) {
	n := len(rate)
	gain, power = cut(gain, n), cut(power, n)
	ratesOfPower(rate, gain, power, earned, decay, depth)
}

func plainRatesOfPower(rate, gain, power []float64, earned, decay, depth float64) {
	for i := range rate {
		rate[i] = depth * (float64(float64(gain[i]*earned)*power[i]) - decay)
	}
}

// RatesOfPowerEach is RatesOfPower for circuits that differ in what they earn and in depth.
func RatesOfPowerEach(rate, gain, power, earned, depth []float64, decay float64) {
	n := len(rate)
	gain, power, earned, depth = cut(gain, n), cut(power, n), cut(earned, n), cut(depth, n)
	ratesOfPowerEach(rate, gain, power, earned, depth, decay)
}

func plainRatesOfPowerEach(rate, gain, power, earned, depth []float64, decay float64) {
	for i := range rate {
		rate[i] = depth[i] * (float64(float64(gain[i]*earned[i])*power[i]) - decay)
	}
}
