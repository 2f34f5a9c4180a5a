package lanes

// The kernels of this file compute the Jacobian of eliminate.go. Strengths are on a
// logarithmic scale in it.

// RateSlopes are the derivatives of Rates: local by an agent's own strength, byField by
// the logit from all other circuits, byFree by the free budget and byPace by the
// logarithm of the optimizer's pace. price is Rates' and slope its derivative by the free
// budget; push is minus that of the label's ln odds by the logit (circuits.Rivals).
func RateSlopes(local, byField, byFree, byPace, gain, strength, residual []float64, price, slope, push, depth float64) {
	n := len(local)
	byField, byFree, byPace = cut(byField, n), cut(byFree, n), cut(byPace, n)
	gain, strength, residual = cut(gain, n), cut(strength, n), cut(residual, n)
	rateSlopes(local, byField, byFree, byPace, gain, strength, residual, price, slope, push, depth)
}

func plainRateSlopes(local, byField, byFree, byPace, gain, strength, residual []float64, price, slope, push, depth float64) {
	for i, r := range residual {
		curvature := r * (1 - r)
		sensitivity := depth * gain[i]
		priced := sensitivity * price
		local[i] = -priced * curvature * strength[i]
		byField[i] = -priced * push * curvature
		byFree[i] = sensitivity * slope * r
		byPace[i] = priced * r
	}
}

// FieldSlopes are the derivatives of the fields that items move by an agent's strength:
// toField of their pull and toFree of the free budget. perNat is the derivative of the
// free budget by the nats of Answer, wrong is Answer's, pushSlope the derivative of push
// by the logit g. pullByG and freeByG are the derivatives of the same fields by g.
func FieldSlopes(toField, toFree, strength, residual, grown, weight, items []float64, push, pushSlope, perNat, wrong float64) (pullByG, freeByG float64) {
	n := len(toField)
	toFree, strength, residual, grown = cut(toFree, n), cut(strength, n), cut(residual, n), cut(grown, n)
	weight, items = cut(weight, n), cut(items, n)
	return fieldSlopes(toField, toFree, strength, residual, grown, weight, items, push, pushSlope, perNat, wrong, push*push)
}

func plainFieldSlopes(toField, toFree, strength, residual, grown, weight, items []float64, push, pushSlope, perNat, wrong, push2 float64) (pullByG, freeByG float64) {
	var pulls, frees sum
	for i, r := range residual {
		curvature := r * (1 - r)
		toField[i] = -weight[i] * push * curvature * strength[i]
		pulls.add(i, weight[i]*(float64(pushSlope*r)-float64(push2*curvature)))
		toFree[i] = 0
		if grown[i] > 0 {
			stored := perNat * items[i]
			toFree[i] = stored * r * strength[i]
			frees.add(i, stored*push*(r-wrong))
		}
	}
	return pulls.total(), frees.total()
}

// PaceSlopes are the derivatives of the logarithm of the optimizer's pace: toPace by an
// agent's strength and paceByG by the logit. perPower is twice that by AnswerPower's
// power, and squares are AnswerPower's.
func PaceSlopes(toPace, strength, residual, squares []float64, push, perPower float64) (paceByG float64) {
	n := len(toPace)
	strength, residual, squares = cut(strength, n), cut(residual, n), cut(squares, n)
	return paceSlopes(toPace, strength, residual, squares, push, perPower)
}

func plainPaceSlopes(toPace, strength, residual, squares []float64, push, perPower float64) (paceByG float64) {
	var paces sum
	for i, r := range residual {
		curvature := r * (1 - r)
		perResidual := perPower * squares[i] * r
		toPace[i] = -perResidual * curvature * strength[i]
		paces.add(i, -perResidual*push*curvature)
	}
	return paces.total()
}

// RateSlopesOfPower are the derivatives of RatesOfPower, by the same as RateSlopes.
// felt is the residual in earned = felt price, slope the derivative of price by the free
// budget and elasticity that of ln power by ln strength.
func RateSlopesOfPower(local, byField, byFree, byPace, gain, power []float64, felt, price, slope, elasticity, depth float64) {
	n := len(local)
	byField, byFree, byPace = cut(byField, n), cut(byFree, n), cut(byPace, n)
	gain, power = cut(gain, n), cut(power, n)
	rateSlopesOfPower(local, byField, byFree, byPace, gain, power, felt, price, slope, elasticity, depth)
}

func plainRateSlopesOfPower(local, byField, byFree, byPace, gain, power []float64, felt, price, slope, elasticity, depth float64) {
	for i := range local {
		sensitivity := depth * gain[i] * power[i]
		earned := sensitivity * felt * price
		local[i] = earned * elasticity
		byField[i] = sensitivity * price
		byFree[i] = sensitivity * felt * slope
		byPace[i] = earned
	}
}

// FreeSlopes sets toFree to perParam slope strength: the derivative of the free budget
// by the log strength of a ticket, where perParam is minus a ticket's footprint as a
// share of its pool and slope is that of Tickets.
func FreeSlopes(toFree, slope, strength []float64, perParam float64) {
	n := len(toFree)
	slope, strength = cut(slope, n), cut(strength, n)
	freeSlopes(toFree, slope, strength, perParam)
}

func plainFreeSlopes(toFree, slope, strength []float64, perParam float64) {
	for i := range toFree {
		toFree[i] = perParam * slope[i] * strength[i]
	}
}
