//go:build !amd64 || purego

package lanes

func exp(dst, x []float64, scale float64) {
	plainExp(dst, x, scale)
}

func regrow(strength, grown, y []float64, start, initial float64) {
	plainRegrow(strength, grown, y, start, initial)
}

func answer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	return plainAnswer(residual, grown, weight, items, right, wrong)
}

func answerPower(residual, grown, weight, items, squares []float64, right, wrong float64) (pull, nats, power float64) {
	return plainAnswerPower(residual, grown, weight, items, squares, right, wrong)
}

func tickets(slope, strength, initial, kept []float64) (level, share float64) {
	return plainTickets(slope, strength, initial, kept)
}

func rates(rate, gain, residual, decay []float64, price, depth float64) {
	plainRates(rate, gain, residual, decay, price, depth)
}

func ratesOfPower(rate, gain, power []float64, earned, decay, depth float64) {
	plainRatesOfPower(rate, gain, power, earned, decay, depth)
}

func combine(dst, base, weights []float64, stages [][]float64) {
	plainCombine(dst, base, weights, stages)
}

func maxAbs(x []float64) float64 {
	return plainMaxAbs(x)
}
