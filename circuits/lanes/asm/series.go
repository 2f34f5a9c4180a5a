package main

import (
	"math"

	"github.com/circsim/circsim/circuits/lanes/internal/series"
	"github.com/mmcloughlin/avo/operand"
)

// polynomial is c0 + c1 x.
func (m *machine) linear(c0, c1 float64, x vec) vec {
	return m.add(m.mul(x, m.number(c1)), m.number(c0))
}

// reduced is an exponent x = k ln 2 + r.
type reduced struct {
	x     vec
	grown vec // e^r - 1
	power vec // k, in the place of a float64's exponent
}

func (m *machine) reduce(x vec) reduced {
	shifted := m.add(m.mul(x, m.number(series.Log2E)), m.number(series.Shifter))
	whole := m.sub(shifted, m.number(series.Shifter))
	power := m.up(shifted, series.FractionBits)
	r := m.sub(x, m.mul(whole, m.number(series.Ln2High)))
	r = m.sub(r, m.mul(whole, m.number(series.Ln2Low)))
	return reduced{x, m.expm1Series(r), power}
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

// kept is e^x.
func (m *machine) kept(e reduced) vec {
	v := m.addInt(m.add(e.grown, m.number(1)), e.power)
	return m.outside(e.x, v, 0, series.ExpTo)
}

// less1 is e^x - 1.
func (m *machine) less1(e reduced) vec {
	scale := m.addInt(e.power, m.bits(series.OneBits))
	v := m.add(m.sub(scale, m.number(1)), m.mul(scale, e.grown))
	return m.outside(e.x, v, -1, series.Expm1To)
}

// outside replaces v where x is outside of an exponential's range, or NaN.
func (m *machine) outside(x, v vec, low, to float64) vec {
	v = m.choose(m.compare(notAtMost, x, m.number(to)), m.mul(x, m.number(math.Inf(1))), v)
	return m.choose(m.compare(below, x, m.number(series.ExpFrom)), m.number(low), v)
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
	even := m.horner(w, c[1], c[3], c[5])
	even = m.mul(even, w)
	odd := m.horner(w, c[0], c[2], c[4], c[6])
	odd = m.mul(odd, z)
	half := m.mul(m.mul(f, m.number(0.5)), f)
	correction := m.mul(s, m.add(half, m.add(even, odd)))
	correction = m.add(correction, m.mul(k, m.number(series.Ln2Low)))
	fall := m.sub(m.sub(half, correction), f)
	return m.sub(fall, m.mul(k, m.number(series.Ln2High)))
}

// horner is the polynomial of x with coefficients c, lowest first.
func (m *machine) horner(x vec, c ...float64) vec {
	var p operand.Op = m.number(c[len(c)-1])
	for i := len(c) - 2; i >= 0; i-- {
		if i == len(c)-2 {
			p = m.mul(x, p)
		} else {
			p = m.mul(p, x)
		}
		p = m.add(p, m.number(c[i]))
	}
	return p.(vec)
}
