package lanes

// The kernels of this file solve (shift I - J) x = b where the Jacobian J is diagonal
// plus a matrix of low rank: J = D + A B, with D (local) the derivative of an agent's
// rate by itself, A (by) that of the rates by the fields, and B (to) that of the
// fields by the agents. The fields are the one that an agent feels or moves, the free
// budget and the logarithm of the optimizer's pace.

// Eliminate sets inverse to 1/(shift - local). Its results are the elements of
// B inverse A: the sums of to times by times inverse, of the field and of the free
// budget.
func Eliminate(inverse, local, byField, byFree, toField, toFree []float64, shift float64) (fieldField, fieldFree, freeField, freeFree float64) {
	n := len(inverse)
	local, byField, byFree, toField, toFree = cut(local, n), cut(byField, n), cut(byFree, n), cut(toField, n), cut(toFree, n)
	return eliminate(inverse, local, byField, byFree, toField, toFree, shift)
}

func plainEliminate(inverse, local, byField, byFree, toField, toFree []float64, shift float64) (fieldField, fieldFree, freeField, freeFree float64) {
	var ff, fr, rf, rr sum
	for i, d := range local {
		inverted := 1 / (shift - d)
		field, free := byField[i]*inverted, byFree[i]*inverted
		ff.add(i, toField[i]*field)
		fr.add(i, toField[i]*free)
		rf.add(i, toFree[i]*field)
		rr.add(i, toFree[i]*free)
		inverse[i] = inverted
	}
	return ff.total(), fr.total(), rf.total(), rr.total()
}

// EliminatePace returns the elements of B inverse A that Eliminate leaves out: those
// of the pace.
func EliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace []float64) (fieldPace, freePace, paceField, paceFree, pacePace float64) {
	n := len(inverse)
	byField, byFree, byPace = cut(byField, n), cut(byFree, n), cut(byPace, n)
	toField, toFree, toPace = cut(toField, n), cut(toFree, n), cut(toPace, n)
	return eliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace)
}

func plainEliminatePace(inverse, byField, byFree, byPace, toField, toFree, toPace []float64) (fieldPace, freePace, paceField, paceFree, pacePace float64) {
	var fp, rp, pf, pr, pp sum
	for i, inverted := range inverse {
		pace := byPace[i] * inverted
		fp.add(i, toField[i]*pace)
		rp.add(i, toFree[i]*pace)
		pp.add(i, toPace[i]*pace)
		pf.add(i, toPace[i]*(byField[i]*inverted))
		pr.add(i, toPace[i]*(byFree[i]*inverted))
	}
	return fp.total(), rp.total(), pf.total(), pr.total(), pp.total()
}

// Project is B inverse b, for the field and the free budget.
func Project(b, inverse, toField, toFree []float64) (field, free float64) {
	n := len(b)
	inverse, toField, toFree = cut(inverse, n), cut(toField, n), cut(toFree, n)
	return project(b, inverse, toField, toFree)
}

func plainProject(b, inverse, toField, toFree []float64) (field, free float64) {
	var f, r sum
	for i := range b {
		x := b[i] * inverse[i]
		f.add(i, toField[i]*x)
		r.add(i, toFree[i]*x)
	}
	return f.total(), r.total()
}

// ProjectPace is B inverse b, for the pace.
func ProjectPace(b, inverse, toPace []float64) (pace float64) {
	n := len(b)
	inverse, toPace = cut(inverse, n), cut(toPace, n)
	return projectPace(b, inverse, toPace)
}

func plainProjectPace(b, inverse, toPace []float64) (pace float64) {
	var p sum
	for i := range b {
		p.add(i, toPace[i]*(b[i]*inverse[i]))
	}
	return p.total()
}

// Spread replaces b by inverse (b + A v), where v are the changes of the field and of
// the free budget.
func Spread(b, inverse, byField, byFree []float64, field, free float64) {
	n := len(b)
	inverse, byField, byFree = cut(inverse, n), cut(byField, n), cut(byFree, n)
	spread(b, inverse, byField, byFree, field, free)
}

func plainSpread(b, inverse, byField, byFree []float64, field, free float64) {
	for i, x := range b {
		b[i] = (x + float64(byField[i]*field) + float64(byFree[i]*free)) * inverse[i]
	}
}

// SpreadPace is Spread with the change of the pace.
func SpreadPace(b, inverse, byField, byFree, byPace []float64, field, free, pace float64) {
	n := len(b)
	inverse, byField, byFree, byPace = cut(inverse, n), cut(byField, n), cut(byFree, n), cut(byPace, n)
	spreadPace(b, inverse, byField, byFree, byPace, field, free, pace)
}

func plainSpreadPace(b, inverse, byField, byFree, byPace []float64, field, free, pace float64) {
	for i, x := range b {
		b[i] = (x + float64(byField[i]*field) + float64(byFree[i]*free) + float64(byPace[i]*pace)) * inverse[i]
	}
}
