//go:build !purego

package lanes

import "unsafe"

func exp(dst, x []float64, scale float64) {
	switch using {
	case avx512:
		expAVX512(first(dst), first(x), len(dst), scale)
	case avx2:
		expAVX2(first(dst), first(x), len(dst), scale)
	default:
		plainExp(dst, x, scale)
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

func answer(residual, grown, weight, items []float64, right, wrong float64) (pull, nats float64) {
	switch using {
	case avx512:
		return answerAVX512(first(residual), first(grown), first(weight), first(items), len(residual), right, wrong)
	case avx2:
		return answerAVX2(first(residual), first(grown), first(weight), first(items), len(residual), right, wrong)
	}
	return plainAnswer(residual, grown, weight, items, right, wrong)
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
