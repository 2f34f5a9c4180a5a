//go:build !purego

package lanes

import "unsafe"

func exp(dst, x []float64) {
	switch using {
	case avx512:
		expAVX512(first(dst), first(x), len(dst))
	case avx2:
		expAVX2(first(dst), first(x), len(dst))
	default:
		plainExp(dst, x)
	}
}

func powers(dst, x, exponent []float64) {
	switch using {
	case avx512:
		powersAVX512(first(dst), first(x), first(exponent), len(dst))
	case avx2:
		powersAVX2(first(dst), first(x), first(exponent), len(dst))
	default:
		plainPowers(dst, x, exponent)
	}
}

func regrow(strength, grown, y []float64, start, initial float64) {
	switch using {
	case avx512:
		regrowAVX512(first(strength), first(grown), first(y), len(strength), start, initial)
	case avx2:
		regrowAVX2(first(strength), first(grown), first(y), len(strength), start, initial)
	default:
		plainRegrow(strength, grown, y, start, initial)
	}
}

func oppose(odds, right, wrong, logit, others, down []float64) {
	switch using {
	case avx512:
		opposeAVX512(first(odds), first(right), first(wrong), first(logit), first(others), first(down), len(odds))
	case avx2:
		opposeAVX2(first(odds), first(right), first(wrong), first(logit), first(others), first(down), len(odds))
	default:
		plainOppose(odds, right, wrong, logit, others, down)
	}
}

func answer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	switch using {
	case avx512:
		return answerAVX512(first(residual), first(grown), first(weight), first(items), len(residual), right, wrong)
	case avx2:
		return answerAVX2(first(residual), first(grown), first(weight), first(items), len(residual), right, wrong)
	}
	return plainAnswer(residual, grown, weight, items, right, wrong)
}

func answerEach(residual, pull, nats, grown, weight, items, right, wrong []float64) {
	switch using {
	case avx512:
		answerEachAVX512(first(residual), first(pull), first(nats), first(grown), first(weight), first(items), first(right), first(wrong), len(residual))
	case avx2:
		answerEachAVX2(first(residual), first(pull), first(nats), first(grown), first(weight), first(items), first(right), first(wrong), len(residual))
	default:
		plainAnswerEach(residual, pull, nats, grown, weight, items, right, wrong)
	}
}

func answerPower(residual, grown, weight, items, squares []float64, right, wrong float64) (pull, nats, power float64) {
	switch using {
	case avx512:
		return answerPowerAVX512(first(residual), first(grown), first(weight), first(items), first(squares), len(residual), right, wrong)
	case avx2:
		return answerPowerAVX2(first(residual), first(grown), first(weight), first(items), first(squares), len(residual), right, wrong)
	}
	return plainAnswerPower(residual, grown, weight, items, squares, right, wrong)
}

func tickets(slope, strength, initial, kept []float64) (level, share float64) {
	switch using {
	case avx512:
		return ticketsAVX512(first(slope), first(strength), first(initial), first(kept), len(slope))
	case avx2:
		return ticketsAVX2(first(slope), first(strength), first(initial), first(kept), len(slope))
	}
	return plainTickets(slope, strength, initial, kept)
}

func ticketsEach(slope, share, strength, initial, kept []float64) {
	switch using {
	case avx512:
		ticketsEachAVX512(first(slope), first(share), first(strength), first(initial), first(kept), len(slope))
	case avx2:
		ticketsEachAVX2(first(slope), first(share), first(strength), first(initial), first(kept), len(slope))
	default:
		plainTicketsEach(slope, share, strength, initial, kept)
	}
}

func sums(ofX, ofY, x, y []float64, ends []int) {
	switch using {
	case avx512:
		sumsAVX512(first(ofX), first(ofY), first(x), first(y), unsafe.SliceData(ends), len(ends))
	case avx2:
		sumsAVX2(first(ofX), first(ofY), first(x), first(y), unsafe.SliceData(ends), len(ends))
	default:
		plainSums(ofX, ofY, x, y, ends)
	}
}

func rates(rate, gain, residual, decay []float64, price, depth float64) {
	switch using {
	case avx512:
		ratesAVX512(first(rate), first(gain), first(residual), first(decay), len(rate), price, depth)
	case avx2:
		ratesAVX2(first(rate), first(gain), first(residual), first(decay), len(rate), price, depth)
	default:
		plainRates(rate, gain, residual, decay, price, depth)
	}
}

func ratesOfPower(rate, gain, power []float64, earned, decay, depth float64) {
	switch using {
	case avx512:
		ratesOfPowerAVX512(first(rate), first(gain), first(power), len(rate), earned, decay, depth)
	case avx2:
		ratesOfPowerAVX2(first(rate), first(gain), first(power), len(rate), earned, decay, depth)
	default:
		plainRatesOfPower(rate, gain, power, earned, decay, depth)
	}
}

func ratesOfPowerEach(rate, gain, power, earned, depth []float64, decay float64) {
	switch using {
	case avx512:
		ratesOfPowerEachAVX512(first(rate), first(gain), first(power), first(earned), first(depth), len(rate), decay)
	case avx2:
		ratesOfPowerEachAVX2(first(rate), first(gain), first(power), first(earned), first(depth), len(rate), decay)
	default:
		plainRatesOfPowerEach(rate, gain, power, earned, depth, decay)
	}
}

func combine(dst, base, weights []float64, stages [][]float64) {
	switch using {
	case avx512:
		combineAVX512(first(dst), first(base), first(weights), unsafe.SliceData(stages), len(stages), len(dst))
	case avx2:
		combineAVX2(first(dst), first(base), first(weights), unsafe.SliceData(stages), len(stages), len(dst))
	default:
		plainCombine(dst, base, weights, stages)
	}
}

func maxAbs(x []float64) float64 {
	switch using {
	case avx512:
		return maxAbsAVX512(first(x), len(x))
	case avx2:
		return maxAbsAVX2(first(x), len(x))
	}
	return plainMaxAbs(x)
}

func losses(strength, weight []float64, lnOdds float64) float64 {
	switch using {
	case avx512:
		return lossesAVX512(first(strength), first(weight), len(strength), lnOdds)
	case avx2:
		return lossesAVX2(first(strength), first(weight), len(strength), lnOdds)
	}
	return plainLosses(strength, weight, lnOdds)
}

func accuracies(strength, weight, logs []float64, general, sigma, from, step, last float64) float64 {
	switch using {
	case avx512:
		return accuraciesAVX512(first(strength), first(weight), first(logs), len(strength), general, sigma, from, step, last)
	case avx2:
		return accuraciesAVX2(first(strength), first(weight), first(logs), len(strength), general, sigma, from, step, last)
	}
	return plainAccuracies(strength, weight, logs, general, sigma, from, step, last)
}

func moments(weight, x []float64) (float64, float64) {
	switch using {
	case avx512:
		return momentsAVX512(first(weight), first(x), len(weight))
	case avx2:
		return momentsAVX2(first(weight), first(x), len(weight))
	}
	return plainMoments(weight, x)
}

func follow(y, weight, x []float64, shift, most float64) float64 {
	switch using {
	case avx512:
		return followAVX512(first(y), first(weight), first(x), len(y), shift, most)
	case avx2:
		return followAVX2(first(y), first(weight), first(x), len(y), shift, most)
	}
	return plainFollow(y, weight, x, shift, most)
}

func norms(weight, strength []float64) float64 {
	switch using {
	case avx512:
		return normsAVX512(first(weight), first(strength), len(weight))
	case avx2:
		return normsAVX2(first(weight), first(strength), len(weight))
	}
	return plainNorms(weight, strength)
}

func eliminate(inverse, local, byField, byFree, toField, toFree []float64, shift float64) (fieldField, fieldFree, freeField, freeFree float64) {
	switch using {
	case avx512:
		return eliminateAVX512(first(inverse), first(local), first(byField), first(byFree), first(toField), first(toFree), len(inverse), shift)
	case avx2:
		return eliminateAVX2(first(inverse), first(local), first(byField), first(byFree), first(toField), first(toFree), len(inverse), shift)
	}
	return plainEliminate(inverse, local, byField, byFree, toField, toFree, shift)
}

func eliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace []float64) (fieldPace, freePace, paceField, paceFree, pacePace float64) {
	switch using {
	case avx512:
		return eliminatePaceAVX512(first(inverse), first(byField), first(byFree), first(byPace), first(toField), first(toFree), first(toPace), len(inverse))
	case avx2:
		return eliminatePaceAVX2(first(inverse), first(byField), first(byFree), first(byPace), first(toField), first(toFree), first(toPace), len(inverse))
	}
	return plainEliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace)
}

func project(b, inverse, toField, toFree []float64) (field, free float64) {
	switch using {
	case avx512:
		return projectAVX512(first(b), first(inverse), first(toField), first(toFree), len(b))
	case avx2:
		return projectAVX2(first(b), first(inverse), first(toField), first(toFree), len(b))
	}
	return plainProject(b, inverse, toField, toFree)
}

func projectPace(b, inverse, toPace []float64) (pace float64) {
	switch using {
	case avx512:
		return projectPaceAVX512(first(b), first(inverse), first(toPace), len(b))
	case avx2:
		return projectPaceAVX2(first(b), first(inverse), first(toPace), len(b))
	}
	return plainProjectPace(b, inverse, toPace)
}

func spread(b, inverse, byField, byFree []float64, field, free float64) {
	switch using {
	case avx512:
		spreadAVX512(first(b), first(inverse), first(byField), first(byFree), len(b), field, free)
	case avx2:
		spreadAVX2(first(b), first(inverse), first(byField), first(byFree), len(b), field, free)
	default:
		plainSpread(b, inverse, byField, byFree, field, free)
	}
}

func spreadPace(b, inverse, byField, byFree, byPace []float64, field, free, pace float64) {
	switch using {
	case avx512:
		spreadPaceAVX512(first(b), first(inverse), first(byField), first(byFree), first(byPace), len(b), field, free, pace)
	case avx2:
		spreadPaceAVX2(first(b), first(inverse), first(byField), first(byFree), first(byPace), len(b), field, free, pace)
	default:
		plainSpreadPace(b, inverse, byField, byFree, byPace, field, free, pace)
	}
}

func gather(x, toField, toFree []float64) (field, free float64) {
	switch using {
	case avx512:
		return gatherAVX512(first(x), first(toField), first(toFree), len(x))
	case avx2:
		return gatherAVX2(first(x), first(toField), first(toFree), len(x))
	}
	return plainGather(x, toField, toFree)
}

func gatherPace(x, toPace []float64) (pace float64) {
	switch using {
	case avx512:
		return gatherPaceAVX512(first(x), first(toPace), len(x))
	case avx2:
		return gatherPaceAVX2(first(x), first(toPace), len(x))
	}
	return plainGatherPace(x, toPace)
}

func respond(product, x, local, byField, byFree []float64, field, free float64) {
	switch using {
	case avx512:
		respondAVX512(first(product), first(x), first(local), first(byField), first(byFree), len(product), field, free)
	case avx2:
		respondAVX2(first(product), first(x), first(local), first(byField), first(byFree), len(product), field, free)
	default:
		plainRespond(product, x, local, byField, byFree, field, free)
	}
}

func respondPace(product, x, local, byField, byFree, byPace []float64, field, free, pace float64) {
	switch using {
	case avx512:
		respondPaceAVX512(first(product), first(x), first(local), first(byField), first(byFree), first(byPace), len(product), field, free, pace)
	case avx2:
		respondPaceAVX2(first(product), first(x), first(local), first(byField), first(byFree), first(byPace), len(product), field, free, pace)
	default:
		plainRespondPace(product, x, local, byField, byFree, byPace, field, free, pace)
	}
}

func rateSlopes(local, byField, byFree, byPace, gain, strength, residual []float64, price, slope, push, depth float64) {
	switch using {
	case avx512:
		rateSlopesAVX512(first(local), first(byField), first(byFree), first(byPace), first(gain), first(strength), first(residual), len(local), price, slope, push, depth)
	case avx2:
		rateSlopesAVX2(first(local), first(byField), first(byFree), first(byPace), first(gain), first(strength), first(residual), len(local), price, slope, push, depth)
	default:
		plainRateSlopes(local, byField, byFree, byPace, gain, strength, residual, price, slope, push, depth)
	}
}

func fieldSlopes(toField, toFree, strength, residual, grown, weight, items []float64, push, pushSlope, perNat, wrong, push2 float64) (pullByG, freeByG float64) {
	switch using {
	case avx512:
		return fieldSlopesAVX512(first(toField), first(toFree), first(strength), first(residual), first(grown), first(weight), first(items), len(toField), push, pushSlope, perNat, wrong, push2)
	case avx2:
		return fieldSlopesAVX2(first(toField), first(toFree), first(strength), first(residual), first(grown), first(weight), first(items), len(toField), push, pushSlope, perNat, wrong, push2)
	}
	return plainFieldSlopes(toField, toFree, strength, residual, grown, weight, items, push, pushSlope, perNat, wrong, push2)
}

func paceSlopes(toPace, strength, residual, squares []float64, push, perPower float64) (paceByG float64) {
	switch using {
	case avx512:
		return paceSlopesAVX512(first(toPace), first(strength), first(residual), first(squares), len(toPace), push, perPower)
	case avx2:
		return paceSlopesAVX2(first(toPace), first(strength), first(residual), first(squares), len(toPace), push, perPower)
	}
	return plainPaceSlopes(toPace, strength, residual, squares, push, perPower)
}

func rateSlopesOfPower(local, byField, byFree, byPace, gain, power []float64, felt, price, slope, elasticity, depth float64) {
	switch using {
	case avx512:
		rateSlopesOfPowerAVX512(first(local), first(byField), first(byFree), first(byPace), first(gain), first(power), len(local), felt, price, slope, elasticity, depth)
	case avx2:
		rateSlopesOfPowerAVX2(first(local), first(byField), first(byFree), first(byPace), first(gain), first(power), len(local), felt, price, slope, elasticity, depth)
	default:
		plainRateSlopesOfPower(local, byField, byFree, byPace, gain, power, felt, price, slope, elasticity, depth)
	}
}

func freeSlopes(toFree, slope, strength []float64, perParam float64) {
	switch using {
	case avx512:
		freeSlopesAVX512(first(toFree), first(slope), first(strength), len(toFree), perParam)
	case avx2:
		freeSlopesAVX2(first(toFree), first(slope), first(strength), len(toFree), perParam)
	default:
		plainFreeSlopes(toFree, slope, strength, perParam)
	}
}
