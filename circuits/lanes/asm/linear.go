package main

import "github.com/mmcloughlin/avo/reg"

func eliminate(m *machine) {
	m.function("eliminate", "func(inverse, local, byField, byFree, toField, toFree *float64, n int, shift float64) (fieldField, fieldFree, freeField, freeFree float64)")
	p := m.pointers("inverse", "local", "byField", "byFree", "toField", "toFree")
	shift, results := m.uniform("shift"), m.sums(4)
	m.each(m.pointer("n"), func() {
		inverse := m.div(m.number(1), m.sub(shift, m.load(p[1])))
		m.store(inverse, p[0])
		field, free := m.mul(m.load(p[2]), inverse), m.mul(m.load(p[3]), inverse)
		toField := m.load(p[4])
		m.addTo(results[0], m.mul(toField, field))
		m.addTo(results[1], m.mul(toField, free))
		toFree := m.load(p[5])
		m.addTo(results[2], m.mul(toFree, field))
		m.addTo(results[3], m.mul(toFree, free))
	})
	m.endWith(results)
}

func eliminatePace(m *machine) {
	m.function("eliminatePace", "func(inverse, byField, byFree, byPace, toField, toFree, toPace *float64, n int) (fieldPace, freePace, paceField, paceFree, pacePace float64)")
	p := m.pointers("inverse", "byField", "byFree", "byPace", "toField", "toFree", "toPace")
	results := m.sums(5)
	m.each(m.pointer("n"), func() {
		inverse := m.load(p[0])
		pace := m.mul(m.load(p[3]), inverse)
		m.addTo(results[0], m.mul(m.load(p[4]), pace))
		m.addTo(results[1], m.mul(m.load(p[5]), pace))
		toPace := m.load(p[6])
		m.addTo(results[4], m.mul(toPace, pace))
		m.addTo(results[2], m.mul(toPace, m.mul(m.load(p[1]), inverse)))
		m.addTo(results[3], m.mul(toPace, m.mul(m.load(p[2]), inverse)))
	})
	m.endWith(results)
}

func project(m *machine) {
	m.function("project", "func(b, inverse, toField, toFree *float64, n int) (field, free float64)")
	p := m.pointers("b", "inverse", "toField", "toFree")
	results := m.sums(2)
	m.each(m.pointer("n"), func() {
		x := m.mul(m.load(p[0]), m.load(p[1]))
		m.addTo(results[0], m.mul(m.load(p[2]), x))
		m.addTo(results[1], m.mul(m.load(p[3]), x))
	})
	m.endWith(results)
}

func projectPace(m *machine) {
	m.function("projectPace", "func(b, inverse, toPace *float64, n int) (pace float64)")
	p := m.pointers("b", "inverse", "toPace")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		m.addTo(results[0], m.mul(m.load(p[2]), m.mul(m.load(p[0]), m.load(p[1]))))
	})
	m.endWith(results)
}

func spread(m *machine) {
	m.function("spread", "func(b, inverse, byField, byFree *float64, n int, field, free float64)")
	m.spreads("byField", "byFree")
}

func spreadPace(m *machine) {
	m.function("spreadPace", "func(b, inverse, byField, byFree, byPace *float64, n int, field, free, pace float64)")
	m.spreads("byField", "byFree", "byPace")
}

// spreads is the body of spread, where by are the derivatives by the fields.
func (m *machine) spreads(by ...string) {
	b, inverse, slopes := m.pointer("b"), m.pointer("inverse"), m.pointers(by...)
	m.each(m.pointer("n"), func() {
		x := m.moved(m.load(b), slopes)
		m.store(m.mul(x, m.load(inverse)), b)
	})
	m.end()
}

// moved is x plus the changes of the fields, which are the last arguments, times slopes.
func (m *machine) moved(x vec, slopes []reg.GPVirtual) vec {
	changes := []string{"field", "free", "pace"}
	for i, slope := range slopes {
		x = m.add(x, m.mul(m.load(slope), m.uniform(changes[i])))
	}
	return x
}

func gather(m *machine) {
	m.function("gather", "func(x, toField, toFree *float64, n int) (field, free float64)")
	m.gathers("toField", "toFree")
}

func gatherPace(m *machine) {
	m.function("gatherPace", "func(x, toPace *float64, n int) (pace float64)")
	m.gathers("toPace")
}

// gathers is the body of gather, where to are the derivatives of the fields.
func (m *machine) gathers(to ...string) {
	x, slopes := m.pointer("x"), m.pointers(to...)
	results := m.sums(len(to))
	m.each(m.pointer("n"), func() {
		v := m.load(x)
		for i, slope := range slopes {
			m.addTo(results[i], m.mul(m.load(slope), v))
		}
	})
	m.endWith(results)
}

func respond(m *machine) {
	m.function("respond", "func(product, x, local, byField, byFree *float64, n int, field, free float64)")
	m.responds("byField", "byFree")
}

func respondPace(m *machine) {
	m.function("respondPace", "func(product, x, local, byField, byFree, byPace *float64, n int, field, free, pace float64)")
	m.responds("byField", "byFree", "byPace")
}

// responds is the body of respond, where by are the derivatives by the fields.
func (m *machine) responds(by ...string) {
	p, slopes := m.pointers("product", "x", "local"), m.pointers(by...)
	m.each(m.pointer("n"), func() {
		m.store(m.moved(m.mul(m.load(p[2]), m.load(p[1])), slopes), p[0])
	})
	m.end()
}

func rateSlopes(m *machine) {
	m.function("rateSlopes", "func(local, byField, byFree, byPace, gain, strength, residual *float64, n int, price, slope, push, depth float64)")
	p := m.pointers("local", "byField", "byFree", "byPace", "gain", "strength", "residual")
	price, slope, push, depth := m.uniform("price"), m.uniform("slope"), m.uniform("push"), m.uniform("depth")
	m.each(m.pointer("n"), func() {
		r := m.load(p[6])
		curvature := m.curvature(r)
		sensitivity := m.mul(m.load(p[4]), depth)
		priced := m.mul(sensitivity, price)
		m.store(m.mul(m.mul(m.minus(priced), curvature), m.load(p[5])), p[0])
		m.store(m.mul(m.mul(m.minus(priced), push), curvature), p[1])
		m.store(m.mul(m.mul(sensitivity, slope), r), p[2])
		m.store(m.mul(priced, r), p[3])
	})
	m.end()
}

// curvature is r (1-r).
func (m *machine) curvature(r vec) vec { return m.mul(r, m.sub(m.number(1), r)) }

func fieldSlopes(m *machine) {
	m.function("fieldSlopes", "func(toField, toFree, strength, residual, grown, weight, items *float64, n int, push, pushSlope, perNat, wrong, push2 float64) (pullByG, freeByG float64)")
	p := m.pointers("toField", "toFree", "strength", "residual", "grown", "weight", "items")
	push, pushSlope, perNat, wrong, push2 := m.uniform("push"), m.uniform("pushSlope"), m.uniform("perNat"), m.uniform("wrong"), m.uniform("push2")
	results := m.sums(2)
	m.each(m.pointer("n"), func() {
		r := m.load(p[3])
		curvature := m.curvature(r)
		weight := m.load(p[5])
		m.store(m.mul(m.mul(m.mul(m.minus(weight), push), curvature), m.load(p[2])), p[0])
		m.addTo(results[0], m.mul(weight, m.sub(m.mul(r, pushSlope), m.mul(curvature, push2))))
		grown := m.compare(above, m.load(p[4]), m.number(0))
		stored := m.mul(m.load(p[6]), perNat)
		m.store(m.where(grown, m.mul(m.mul(stored, r), m.load(p[2]))), p[1])
		m.addTo(results[1], m.where(grown, m.mul(m.mul(stored, push), m.sub(r, wrong))))
	})
	m.endWith(results)
}

func paceSlopes(m *machine) {
	m.function("paceSlopes", "func(toPace, strength, residual, squares *float64, n int, push, perPower float64) (paceByG float64)")
	p := m.pointers("toPace", "strength", "residual", "squares")
	push, perPower := m.uniform("push"), m.uniform("perPower")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		r := m.load(p[2])
		curvature := m.curvature(r)
		perResidual := m.minus(m.mul(m.mul(m.load(p[3]), perPower), r))
		m.store(m.mul(m.mul(perResidual, curvature), m.load(p[1])), p[0])
		m.addTo(results[0], m.mul(m.mul(perResidual, push), curvature))
	})
	m.endWith(results)
}

func rateSlopesOfPower(m *machine) {
	m.function("rateSlopesOfPower", "func(local, byField, byFree, byPace, gain, power *float64, n int, felt, price, slope, elasticity, depth float64)")
	p := m.pointers("local", "byField", "byFree", "byPace", "gain", "power")
	felt, price, slope := m.uniform("felt"), m.uniform("price"), m.uniform("slope")
	elasticity, depth := m.uniform("elasticity"), m.uniform("depth")
	m.each(m.pointer("n"), func() {
		sensitivity := m.mul(m.mul(m.load(p[4]), depth), m.load(p[5]))
		unpriced := m.mul(sensitivity, felt)
		earned := m.mul(unpriced, price)
		m.store(m.mul(earned, elasticity), p[0])
		m.store(m.mul(sensitivity, price), p[1])
		m.store(m.mul(unpriced, slope), p[2])
		m.store(earned, p[3])
	})
	m.end()
}

func freeSlopes(m *machine) {
	m.function("freeSlopes", "func(toFree, slope, strength *float64, n int, perParam float64)")
	p := m.pointers("toFree", "slope", "strength")
	perParam := m.uniform("perParam")
	m.each(m.pointer("n"), func() {
		m.store(m.mul(m.mul(m.load(p[1]), perParam), m.load(p[2])), p[0])
	})
	m.end()
}
