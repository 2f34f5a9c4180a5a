//go:build !amd64 || purego

package lanes

func exp(dst, x []float64) {
	plainExp(dst, x)
}

func powers(dst, x, exponent []float64) {
	plainPowers(dst, x, exponent)
}

func regrow(strength, grown, y []float64, start, initial float64) {
	plainRegrow(strength, grown, y, start, initial)
}

func oppose(odds, right, wrong, logit, others, down []float64) {
	plainOppose(odds, right, wrong, logit, others, down)
}

func answer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	return plainAnswer(residual, grown, weight, items, right, wrong)
}

func answerEach(residual, pull, nats, grown, weight, items, right, wrong []float64) {
	plainAnswerEach(residual, pull, nats, grown, weight, items, right, wrong)
}

func answerPower(residual, grown, weight, items, squares []float64, right, wrong float64) (pull, nats, power float64) {
	return plainAnswerPower(residual, grown, weight, items, squares, right, wrong)
}

func tickets(slope, strength, initial, kept []float64) (level, share float64) {
	return plainTickets(slope, strength, initial, kept)
}

func ticketsEach(slope, share, strength, initial, kept []float64) {
	plainTicketsEach(slope, share, strength, initial, kept)
}

func sums(ofX, ofY, x, y []float64, ends []int) {
	plainSums(ofX, ofY, x, y, ends)
}

func rates(rate, gain, residual, decay []float64, price, depth float64) {
	plainRates(rate, gain, residual, decay, price, depth)
}

func ratesOfPower(rate, gain, power []float64, earned, decay, depth float64) {
	plainRatesOfPower(rate, gain, power, earned, decay, depth)
}

func ratesOfPowerEach(rate, gain, power, earned, depth []float64, decay float64) {
	plainRatesOfPowerEach(rate, gain, power, earned, depth, decay)
}

func combine(dst, base, weights []float64, stages [][]float64) {
	plainCombine(dst, base, weights, stages)
}

func maxAbs(x []float64) float64 {
	return plainMaxAbs(x)
}

func losses(strength, weight []float64, lnOdds float64) float64 {
	return plainLosses(strength, weight, lnOdds)
}

func accuracies(strength, weight, logs []float64, general, sigma, from, step, last float64) float64 {
	return plainAccuracies(strength, weight, logs, general, sigma, from, step, last)
}

func moments(weight, x []float64) (float64, float64) {
	return plainMoments(weight, x)
}

func follow(y, weight, x []float64, shift, most float64) float64 {
	return plainFollow(y, weight, x, shift, most)
}

func norms(weight, strength []float64) float64 {
	return plainNorms(weight, strength)
}

func eliminate(inverse, local, byField, byFree, toField, toFree []float64, shift float64) (fieldField, fieldFree, freeField, freeFree float64) {
	return plainEliminate(inverse, local, byField, byFree, toField, toFree, shift)
}

func eliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace []float64) (fieldPace, freePace, paceField, paceFree, pacePace float64) {
	return plainEliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace)
}

func project(b, inverse, toField, toFree []float64) (field, free float64) {
	return plainProject(b, inverse, toField, toFree)
}

func projectPace(b, inverse, toPace []float64) (pace float64) {
	return plainProjectPace(b, inverse, toPace)
}

func spread(b, inverse, byField, byFree []float64, field, free float64) {
	plainSpread(b, inverse, byField, byFree, field, free)
}

func spreadPace(b, inverse, byField, byFree, byPace []float64, field, free, pace float64) {
	plainSpreadPace(b, inverse, byField, byFree, byPace, field, free, pace)
}

func gather(x, toField, toFree []float64) (field, free float64) {
	return plainGather(x, toField, toFree)
}

func gatherPace(x, toPace []float64) (pace float64) {
	return plainGatherPace(x, toPace)
}

func respond(product, x, local, byField, byFree []float64, field, free float64) {
	plainRespond(product, x, local, byField, byFree, field, free)
}

func respondPace(product, x, local, byField, byFree, byPace []float64, field, free, pace float64) {
	plainRespondPace(product, x, local, byField, byFree, byPace, field, free, pace)
}

func rateSlopes(local, byField, byFree, byPace, gain, strength, residual []float64, price, slope, push, depth float64) {
	plainRateSlopes(local, byField, byFree, byPace, gain, strength, residual, price, slope, push, depth)
}

func fieldSlopes(toField, toFree, strength, residual, grown, weight, items []float64, push, pushSlope, perNat, wrong, push2 float64) (pullByG, freeByG float64) {
	return plainFieldSlopes(toField, toFree, strength, residual, grown, weight, items, push, pushSlope, perNat, wrong, push2)
}

func paceSlopes(toPace, strength, residual, squares []float64, push, perPower float64) (paceByG float64) {
	return plainPaceSlopes(toPace, strength, residual, squares, push, perPower)
}

func rateSlopesOfPower(local, byField, byFree, byPace, gain, power []float64, felt, price, slope, elasticity, depth float64) {
	plainRateSlopesOfPower(local, byField, byFree, byPace, gain, power, felt, price, slope, elasticity, depth)
}

func freeSlopes(toFree, slope, strength []float64, perParam float64) {
	plainFreeSlopes(toFree, slope, strength, perParam)
}
