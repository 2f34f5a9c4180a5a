package main

import (
	"github.com/circsim/circsim/internal/series"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// bySize computes two functions of x, which load reads, for every register of the group: by small where |x| < series.Small,
// else by large. It branches where that spares one of them: in a mixture most numbers are small, and neighbours are alike.
func (m *machine) bySize(load func() vec, small, large func(x vec) (vec, vec)) [][2]vec {
	results := make([][2]vec, len(m.group))
	for i := range results {
		results[i] = [2]vec{m.vec(), m.vec()}
	}
	set := func(i int, a, b vec) {
		m.VMOVAPD(a, results[i][0])
		m.VMOVAPD(b, results[i][1])
	}
	allSmall, done := m.label("small"), m.label("joined")

	m.unlessAny(notBelow, load, allSmall)
	m.pass(func(i int) {
		a, b := large(load())
		set(i, a, b)
	})
	masks := m.unlessAny(below, load, done)
	m.pass(func(i int) {
		a, b := small(load())
		set(i, m.choose(masks[i], a, results[i][0]), m.choose(masks[i], b, results[i][1]))
	})
	m.JMP(operand.LabelRef(done))
	m.Label(allSmall)
	m.pass(func(i int) {
		a, b := small(load())
		set(i, a, b)
	})
	m.Label(done)
	return results
}

// unlessAny jumps to a label unless |x| op series.Small for some element of the group.
func (m *machine) unlessAny(op operand.U8, load func() vec, label string) []mask {
	masks := make([]mask, len(m.group))
	m.pass(func(i int) {
		masks[i] = m.living(m.compare(op, m.and(load(), m.bits(1<<63-1)), m.number(series.Small)))
	})
	if !m.wide {
		any := m.GP32()
		m.VMOVMSKPD(masks[0], any)
		m.TESTL(any, any)
		m.JEQ(operand.LabelRef(label))
		return masks
	}
	any := masks[0]
	for _, more := range masks[1:] {
		both := m.K()
		m.KORB(any, more, both)
		any = both
	}
	m.KORTESTB(any, any)
	m.JEQ(operand.LabelRef(label))
	return masks
}

// living is a mask without the lanes that have no element.
func (m *machine) living(mask mask) mask {
	switch {
	case m.live == nil:
		return mask
	case m.wide:
		k := m.K()
		m.KANDB(mask, m.live, k)
		return k
	}
	d := m.vec()
	m.VANDPD(mask.(reg.VecVirtual), m.live, d)
	return d
}
