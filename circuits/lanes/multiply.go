package lanes

// The kernels of this file compute J x with the Jacobian of eliminate.go: how x moves the
// fields, and how the agents respond to x and to the moved fields.

// Gather is B x, for the field and the free budget.
func Gather(x, toField, toFree []float64) (field, free float64) {
	n := len(x)
	toField, toFree = cut(toField, n), cut(toFree, n)
	return gather(x, toField, toFree)
}

func plainGather(x, toField, toFree []float64) (field, free float64) {
	var f, r sum
	for i, v := range x {
		f.add(i, toField[i]*v)
		r.add(i, toFree[i]*v)
	}
	return f.total(), r.total()
}

// GatherPace is B x, for the pace.
func GatherPace(x, toPace []float64) (pace float64) {
	toPace = cut(toPace, len(x))
	return gatherPace(x, toPace)
}

func plainGatherPace(x, toPace []float64) (pace float64) {
	var p sum
	for i, v := range x {
		p.add(i, toPace[i]*v)
	}
	return p.total()
}

// Respond sets product to D x + A v, where v are the changes of the field and of the
// free budget.
func Respond(product, x, local, byField, byFree []float64, field, free float64) {
	n := len(product)
	x, local, byField, byFree = cut(x, n), cut(local, n), cut(byField, n), cut(byFree, n)
	respond(product, x, local, byField, byFree, field, free)
}

func plainRespond(product, x, local, byField, byFree []float64, field, free float64) {
	for i, v := range x {
		product[i] = float64(local[i]*v) + float64(byField[i]*field) + float64(byFree[i]*free)
	}
}

// RespondPace is Respond with the change of the pace.
func RespondPace(product, x, local, byField, byFree, byPace []float64, field, free, pace float64) {
	n := len(product)
	x, local, byField, byFree, byPace = cut(x, n), cut(local, n), cut(byField, n), cut(byFree, n), cut(byPace, n)
	respondPace(product, x, local, byField, byFree, byPace, field, free, pace)
}

func plainRespondPace(product, x, local, byField, byFree, byPace []float64, field, free, pace float64) {
	for i, v := range x {
		product[i] = float64(local[i]*v) + float64(byField[i]*field) + float64(byFree[i]*free) + float64(byPace[i]*pace)
	}
}
