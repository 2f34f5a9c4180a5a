package main

import (
	"math"

	"github.com/circsim/circsim/internal/series"
)

// linear is c0 + c1 x.
func (m *machine) linear(c0, c1 float64, x vec) vec {
	return m.add(m.mul(x, m.number(c1)), m.number(c0))
}

// reduced is an exponent x = k ln 2 + r.
type reduced struct {
	grown vec // e^r - 1
	power vec // k, in the place of a float64's exponent
}

func (m *machine) reduce(x vec) reduced {
	shifted := m.add(m.mul(x, m.number(series.Log2E)), m.number(series.Shifter))
	whole := m.sub(shifted, m.number(series.Shifter))
	power := m.up(shifted, series.FractionBits)
	r := m.sub(x, m.mul(whole, m.number(series.Ln2High)))
	r = m.sub(r, m.mul(whole, m.number(series.Ln2Low)))
	return reduced{m.expm1Series(r), power}
}

func (m *machine) expm1Series(r vec) vec {
	c := &series.Expm1
	r2 := m.mul(r, r)
	r4 := m.mul(r2, r2)
	high := m.mul(m.linear(c[8], c[9], r), m.mul(r4, r4))
	middle := m.add(m.linear(c[4], c[5], r), m.mul(m.linear(c[6], c[7], r), r2))
	middle = m.mul(middle, r4)
	low := m.add(m.linear(c[0], c[1], r), m.mul(m.linear(c[2], c[3], r), r2))
	q := m.add(m.add(low, middle), high)
	return m.add(r, m.mul(r2, q))
}

// exponential is e^x.
func (m *machine) exponential(x vec) vec {
	e := m.reduce(x)
	v := m.addInt(m.add(e.grown, m.number(1)), e.power)
	v = m.choose(m.compare(notAtMost, x, m.number(series.ExpTo)), m.mul(x, m.number(math.Inf(1))), v)
	return m.choose(m.compare(below, x, m.number(series.ExpFrom)), m.number(0), v)
}

// growth is e^x and e^x - 1.
func (m *machine) growth(x vec) (kept, less1 vec) {
	within := m.min(m.number(series.GrowthTo), m.max(m.number(series.ExpFrom), x))
	e := m.reduce(within)
	scale := m.addInt(e.power, m.bits(series.OneBits))
	part := m.mul(scale, e.grown)
	kept = m.where(m.compare(notBelow, x, m.number(series.ExpFrom)), m.add(scale, part))
	return kept, m.add(m.sub(scale, m.number(1)), part)
}

// smallGrowth is growth for small x.
func (m *machine) smallGrowth(x vec) (kept, less1 vec) {
	c := &series.Expm1
	x2 := m.mul(x, x)
	q := m.add(m.linear(c[0], c[1], x), m.mul(m.linear(c[2], c[3], x), x2))
	less1 = m.add(x, m.mul(x2, q))
	return m.add(less1, m.number(1)), less1
}

// smallMinusLog1p is -ln(1+x) for small x.
func (m *machine) smallMinusLog1p(x vec) vec {
	c := &series.SmallLog
	x2 := m.mul(x, x)
	high := m.add(m.linear(c[2], c[3], x), m.mul(x2, m.number(c[4])))
	q := m.add(m.linear(c[0], c[1], x), m.mul(x2, high))
	return m.sub(m.mul(x2, q), x)
}

// minusLog1p is -ln(1+x) for sum = 1+x.
func (m *machine) minusLog1p(sum, x vec) vec {
	bits := m.addInt(sum, m.bits(series.OneBits-series.RootHalfBits))
	f := m.addInt(m.and(bits, m.bits(series.FractionMask)), m.bits(series.RootHalfBits))
	f = m.sub(f, m.number(1))
	k := m.or(m.down(bits, series.FractionBits), m.bits(series.IntegerBits))
	k = m.sub(k, m.number(series.Integer+1023))
	f = m.choose(m.compare(equal, k, m.number(0)), x, f)
	c := &series.Log
	s := m.div(f, m.add(f, m.number(2)))
	z := m.mul(s, s)
	w := m.mul(z, z)
	low := m.add(m.linear(c[0], c[1], z), m.mul(m.linear(c[2], c[3], z), w))
	high := m.add(m.linear(c[4], c[5], z), m.mul(w, m.number(c[6])))
	r := m.mul(m.add(low, m.mul(high, m.mul(w, w))), z)
	correction := m.mul(s, m.sub(f, r))
	correction = m.sub(correction, m.mul(k, m.number(series.Ln2Low)))
	fall := m.sub(correction, f)
	return m.sub(fall, m.mul(k, m.number(series.Ln2High)))
}
