package main

import (
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// instruction is an instruction on vectors, and its form whose last operand is one
// number for all lanes.
type instruction func(...operand.Op)

// do is a op b. Each is a vector, or the address of a number for all lanes.
func (m *machine) do(vectors, number instruction, a, b operand.Op) vec {
	d := m.vec()
	if _, ok := b.(operand.Mem); ok && m.wide {
		number(b, m.spread(a), d)
	} else {
		vectors(m.spread(b), m.spread(a), d)
	}
	return d
}

// spread is a vector of a number, unless x is a vector.
func (m *machine) spread(x operand.Op) operand.Op {
	number, ok := x.(operand.Mem)
	if !ok {
		return x
	}
	v := m.vec()
	m.VBROADCASTSD(number, v)
	return v
}

func (m *machine) add(a, b operand.Op) vec    { return m.do(m.VADDPD, m.VADDPD_BCST, a, b) }
func (m *machine) sub(a, b operand.Op) vec    { return m.do(m.VSUBPD, m.VSUBPD_BCST, a, b) }
func (m *machine) mul(a, b operand.Op) vec    { return m.do(m.VMULPD, m.VMULPD_BCST, a, b) }
func (m *machine) div(a, b operand.Op) vec    { return m.do(m.VDIVPD, m.VDIVPD_BCST, a, b) }
func (m *machine) and(a, b operand.Op) vec    { return m.do(m.VANDPD, m.VANDPD_BCST, a, b) }
func (m *machine) or(a, b operand.Op) vec     { return m.do(m.VORPD, m.VORPD_BCST, a, b) }
func (m *machine) xor(a, b operand.Op) vec    { return m.do(m.VXORPD, m.VXORPD_BCST, a, b) }
func (m *machine) addInt(a, b operand.Op) vec { return m.do(m.VPADDQ, m.VPADDQ_BCST, a, b) }

// max and min are b where a or b is NaN.
func (m *machine) max(a, b operand.Op) vec { return m.do(m.VMAXPD, m.VMAXPD_BCST, a, b) }
func (m *machine) min(a, b operand.Op) vec { return m.do(m.VMINPD, m.VMINPD_BCST, a, b) }

// minus is -a.
func (m *machine) minus(a operand.Op) vec { return m.xor(a, m.bits(1<<63)) }

// floor rounds down.
func (m *machine) floor(a vec) vec {
	d := m.vec()
	if m.wide {
		m.VRNDSCALEPD(operand.U8(1), a, d)
	} else {
		m.VROUNDPD(operand.U8(1), a, d)
	}
	return d
}

// gather reads the numbers at the indices of a slice at p, plus an offset.
func (m *machine) gather(p reg.GPVirtual, indices vec, offset int) vec {
	d := m.vec()
	at := operand.Mem{Base: p, Index: indices, Scale: 8, Disp: 8 * offset}
	m.VXORPD(d, d, d)
	all := m.compare(always, indices, indices)
	if m.wide {
		m.VGATHERQPD(at, all, d)
	} else {
		m.VGATHERQPD(all, at, d)
	}
	return d
}

// up and down shift the bits of a.
func (m *machine) up(a operand.Op, n uint8) vec {
	d := m.vec()
	m.VPSLLQ(operand.U8(n), a, d)
	return d
}

func (m *machine) down(a operand.Op, n uint8) vec {
	d := m.vec()
	m.VPSRLQ(operand.U8(n), a, d)
	return d
}

// Comparisons of VCMPPD. With NaN, only always, notBelow and notAtMost are true.
const (
	equal     = operand.U8(0x00)
	always    = operand.U8(0x0f)
	below     = operand.U8(0x11)
	notBelow  = operand.U8(0x15)
	notAtMost = operand.U8(0x16)
	above     = operand.U8(0x1e)
)

// mask is a comparison of lanes: K registers of AVX-512, vectors of AVX2.
type mask = operand.Op

// compare is a op b by lane.
func (m *machine) compare(op operand.U8, a, b operand.Op) mask {
	if !m.wide {
		d := m.vec()
		m.VCMPPD(op, m.spread(b), a, d)
		return d
	}
	k := m.K()
	if _, ok := b.(operand.Mem); ok {
		m.VCMPPD_BCST(op, b, a, k)
	} else {
		m.VCMPPD(op, b, a, k)
	}
	return k
}

// choose is a where mask holds, else b.
func (m *machine) choose(mask mask, a operand.Op, b vec) vec {
	d := m.vec()
	_, number := a.(operand.Mem)
	switch {
	case !m.wide:
		m.VBLENDVPD(mask, m.spread(a), b, d)
	case number:
		m.VBLENDMPD_BCST(a, b, mask, d)
	default:
		m.VBLENDMPD(a, b, mask, d)
	}
	return d
}

// where is a where mask holds, else 0.
func (m *machine) where(mask mask, a vec) vec {
	d := m.vec()
	if m.wide {
		m.VMOVAPD_Z(a, mask, d)
	} else {
		m.VANDPD(mask, a, d)
	}
	return d
}
