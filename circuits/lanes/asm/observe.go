package main

import "github.com/circsim/circsim/internal/series"

func losses(m *machine) {
	m.function("losses", "func(strength, weight *float64, n int, lnOdds float64) float64")
	strength, weight, lnOdds := m.pointer("strength"), m.pointer("weight"), m.uniform("lnOdds")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		against := m.sub(lnOdds, m.load(strength))
		linear := m.choose(m.compare(below, against, m.number(0)), m.number(0), against)
		e := m.exponential(m.or(against, m.bits(1<<63)))
		lost := m.sub(linear, m.minusLog1p(m.add(e, m.number(1)), e))
		m.addTo(results[0], m.mul(m.load(weight), lost))
	})
	m.endWith(results)
}

func accuracies(m *machine) {
	m.function("accuracies", "func(strength, weight, logs *float64, n int, general, sigma, from, step, last float64) float64")
	strength, weight, logs := m.pointer("strength"), m.pointer("weight"), m.pointer("logs")
	general, sigma, from, step, last := m.uniform("general"), m.uniform("sigma"), m.uniform("from"), m.uniform("step"), m.uniform("last")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		x := m.div(m.add(m.load(strength), general), sigma)
		x = m.div(m.sub(x, from), step)
		x = m.min(last, m.max(m.number(0), x))
		node := m.max(m.floor(x), m.number(1))
		node = m.min(m.sub(last, m.number(2)), node)
		indices := m.and(m.add(node, m.number(series.Integer)), m.bits(series.FractionMask))
		t := m.sub(x, node)
		below, above, farAbove := m.add(t, m.number(1)), m.sub(t, m.number(1)), m.sub(t, m.number(2))
		log := m.mul(m.div(m.mul(m.mul(m.minus(t), above), farAbove), m.number(6)), m.gather(logs, indices, -1))
		log = m.add(log, m.mul(m.mul(m.mul(m.mul(below, above), farAbove), m.number(0.5)), m.gather(logs, indices, 0)))
		log = m.add(log, m.mul(m.mul(m.mul(m.mul(m.minus(below), t), farAbove), m.number(0.5)), m.gather(logs, indices, 1)))
		log = m.add(log, m.mul(m.div(m.mul(m.mul(below, t), above), m.number(6)), m.gather(logs, indices, 2)))
		accuracy := m.min(m.number(1), m.exponential(log))
		m.addTo(results[0], m.mul(m.load(weight), accuracy))
	})
	m.endWith(results)
}

func moments(m *machine) {
	m.function("moments", "func(weight, x *float64, n int) (first, second float64)")
	p := m.pointers("weight", "x")
	results := m.sums(2)
	m.each(m.pointer("n"), func() {
		x := m.load(p[1])
		weighted := m.mul(m.load(p[0]), x)
		m.addTo(results[0], weighted)
		m.addTo(results[1], m.mul(weighted, x))
	})
	m.endWith(results)
}

func follow(m *machine) {
	m.function("follow", "func(y, weight, x *float64, n int, shift, most float64) float64")
	p, shift, most := m.pointers("y", "weight", "x"), m.uniform("shift"), m.uniform("most")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		to := m.min(m.spread(most), m.add(m.load(p[2]), shift))
		moved := m.and(m.sub(to, m.load(p[0])), m.bits(1<<63-1))
		m.addTo(results[0], m.mul(m.load(p[1]), moved))
		m.store(to, p[0])
	})
	m.endWith(results)
}

func norms(m *machine) {
	m.function("norms", "func(weight, strength *float64, n int) float64")
	p := m.pointers("weight", "strength")
	results := m.sums(1)
	m.each(m.pointer("n"), func() {
		strength := m.load(p[1])
		counted := m.compare(notAtMost, strength, m.number(0))
		m.addTo(results[0], m.where(counted, m.mul(m.load(p[0]), strength)))
	})
	m.endWith(results)
}
