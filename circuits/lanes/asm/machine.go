package main

import (
	"strconv"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/gotypes"
	"github.com/mmcloughlin/avo/ir"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The ends of the functions' names.
const (
	avx512 = "AVX512"
	avx2   = "AVX2"
)

// machine describes kernels once for both widths. Eight lanes are one register of
// AVX-512, or two of AVX2 that pass through the kernel one after the other.
type machine struct {
	*build.Context
	tables *tables
	wide   bool

	index  reg.GPVirtual // of an element
	group  []register    // that a turn of the loop passes
	offset int           // of the first lane's element from that at index, in bytes
	part   int           // of the eight lanes, that is passing: 0, or 1 for lanes 4 to 7 of AVX2
	live   operand.Op    // mask of the lanes that have an element; nil: all
	labels int           // of the function so far
}

// register is the place of a register of lanes in a turn of the loop.
type register struct {
	offset, part int
	live         operand.Op
}

type vec = reg.VecVirtual

// parts is the number of registers of eight lanes.
func (m *machine) parts() int {
	if m.wide {
		return 1
	}
	return 2
}

// lanesOfRegister is the number of lanes of a register.
func (m *machine) lanesOfRegister() int { return 8 / m.parts() }

func (m *machine) vec() vec {
	if m.wide {
		return m.ZMM()
	}
	return m.YMM()
}

// function begins a function of the package. arguments are those of a Go signature.
func (m *machine) function(name, signature string) {
	end := avx2
	if m.wide {
		end = avx512
	}
	m.labels = 0
	m.Function(name + end)
	m.Attributes(attr.NOSPLIT)
	m.Pragma("noescape")
	m.SignatureExpr(signature)
}

// pointer loads a pointer argument.
func (m *machine) pointer(name string) reg.GPVirtual {
	p := m.GP64()
	m.Load(m.Param(name), p)
	return p
}

// pointers loads pointer arguments.
func (m *machine) pointers(names ...string) []reg.GPVirtual {
	list := make([]reg.GPVirtual, len(names))
	for i, name := range names {
		list[i] = m.pointer(name)
	}
	return list
}

// uniform is an argument that all lanes share: its address.
func (m *machine) uniform(name string) operand.Mem { return address(m.Param(name)) }

func address(c gotypes.Component) operand.Mem {
	b, err := c.Resolve()
	if err != nil {
		panic(err)
	}
	return b.Addr
}

// each runs body over the elements 0 to n-1. body passes one register of lanes.
func (m *machine) each(n reg.GPVirtual, body func()) {
	m.eachGroup(n, func() { m.pass(func(int) { body() }) })
}

// eachGroup runs turn over the elements 0 to n-1. A turn passes the registers of m.group.
func (m *machine) eachGroup(n reg.GPVirtual, turn func()) {
	m.index = m.GP64()
	m.XORQ(m.index, m.index)
	if m.wide {
		m.eachWide(n, turn)
	} else {
		m.eachNarrow(n, turn)
	}
	m.group = nil
	m.Label("done")
}

// pass runs body for every register of the group. Their instructions alternate, so that one does not wait for the other.
func (m *machine) pass(body func(register int)) {
	start := len(m.nodes())
	middle := start
	for i, r := range m.group {
		m.offset, m.part, m.live = r.offset, r.part, r.live
		body(i)
		if i == 0 {
			middle = len(m.nodes())
		}
	}
	m.live, m.part, m.offset = nil, 0, 0
	alternate(m.nodes()[start:], middle-start)
}

// label is a name for a place of the function.
func (m *machine) label(name string) string {
	m.labels++
	return name + strconv.Itoa(m.labels)
}

// eachWide passes sixteen lanes at a time, then up to eight. The last lanes are masked.
func (m *machine) eachWide(n reg.GPVirtual, turn func()) {
	m.CMPQ(n, operand.Imm(8))
	m.JLE(operand.LabelRef("one"))
	m.Label("two")
	second, eight := m.GP64(), m.GP64()
	m.LEAQ(operand.Mem{Base: n, Disp: -8}, second)
	m.MOVQ(operand.U32(8), eight)
	m.CMPQ(second, eight)
	m.CMOVQGT(eight, second)
	m.group = []register{{}, {offset: 64, live: m.lanes(second)}}
	turn()
	m.ADDQ(operand.Imm(16), m.index)
	m.SUBQ(operand.Imm(16), n)
	m.CMPQ(n, operand.Imm(8))
	m.JGT(operand.LabelRef("two"))
	m.Label("one")
	m.TESTQ(n, n)
	m.JLE(operand.LabelRef("done"))
	m.group = []register{{live: m.lanes(n)}}
	turn()
}

// nodes are the instructions and labels of the function so far.
func (m *machine) nodes() []ir.Node {
	file, err := m.Result()
	if err != nil {
		panic(err)
	}
	functions := file.Functions()
	return functions[len(functions)-1].Nodes
}

// alternate merges two lists of instructions, the second of which begins at middle,
// unless they jump.
func alternate(nodes []ir.Node, middle int) {
	var merged []ir.Node
	first, second := nodes[:middle], nodes[middle:]
	for _, n := range nodes {
		if _, ok := n.(*ir.Instruction); !ok {
			return
		}
	}
	for len(first) > 0 || len(second) > 0 {
		if len(first) >= len(second) {
			merged, first = append(merged, first[0]), first[1:]
		} else {
			merged, second = append(merged, second[0]), second[1:]
		}
	}
	copy(nodes, merged)
}

// eachNarrow passes four lanes at a time. The last lanes are masked.
func (m *machine) eachNarrow(n reg.GPVirtual, turn func()) {
	half := func(part int, live operand.Op) {
		m.group = []register{{offset: 32 * part, part: part, live: live}}
		turn()
	}
	m.SUBQ(operand.Imm(8), n)
	m.JLT(operand.LabelRef("rest"))
	m.Label("full")
	for part := range m.parts() {
		half(part, nil)
	}
	m.ADDQ(operand.Imm(8), m.index)
	m.SUBQ(operand.Imm(8), n)
	m.JGE(operand.LabelRef("full"))
	m.Label("rest")
	m.ADDQ(operand.Imm(8), n)
	m.JEQ(operand.LabelRef("done"))
	half(0, m.halfLanes(n, 0))
	m.CMPQ(n, operand.Imm(4))
	m.JLE(operand.LabelRef("done"))
	half(1, m.halfLanes(n, 1))
}

// lanes is the mask of the lanes below n, from 1 to 8.
func (m *machine) lanes(n reg.GPVirtual) operand.Op {
	table, k := m.GP64(), m.K()
	m.LEAQ(m.tables.bits, table)
	m.KMOVB(operand.Mem{Base: table, Index: n, Scale: 1}, k)
	return k
}

// halfLanes is the mask of the lanes of a part that are below n, from 1 to 7.
func (m *machine) halfLanes(n reg.GPVirtual, part int) operand.Op {
	table, back, y := m.GP64(), m.GP64(), m.YMM()
	m.MOVQ(n, back)
	m.NEGQ(back)
	m.LEAQ(m.tables.ones, table)
	m.VMOVUPD(operand.Mem{Base: table, Index: back, Scale: 8, Disp: 64 + 32*part}, y)
	return y
}

func (m *machine) at(p reg.GPVirtual) operand.Mem {
	return operand.Mem{Base: p, Index: m.index, Scale: 8, Disp: m.offset}
}

// load reads the elements of the slice at p. Lanes without one are 0.
func (m *machine) load(p reg.GPVirtual) vec {
	v := m.vec()
	switch {
	case m.live == nil:
		m.VMOVUPD(m.at(p), v)
	case m.wide:
		m.VMOVUPD_Z(m.at(p), m.live, v)
	default:
		m.VMASKMOVPD(m.at(p), m.live, v)
	}
	return v
}

func (m *machine) store(v vec, p reg.GPVirtual) {
	switch {
	case m.live == nil:
		m.VMOVUPD(v, m.at(p))
	case m.wide:
		m.VMOVUPD(v, m.live, m.at(p))
	default:
		m.VMASKMOVPD(v, m.live, m.at(p))
	}
}

// sum is the sum of a term over all elements, in partial sums by lane.
type sum []vec

func (m *machine) sum() sum {
	s := make(sum, m.parts())
	for i := range s {
		s[i] = m.vec()
		m.VXORPD(s[i], s[i], s[i])
	}
	return s
}

func (m *machine) addTo(s sum, term vec) {
	to := s[m.part]
	switch {
	case m.live == nil:
		m.VADDPD(term, to, to)
	case m.wide:
		m.VADDPD(term, to, m.live, to)
	default:
		m.VADDPD(m.where(m.live, term), to, to)
	}
}

// total adds up the partial sums.
func (m *machine) total(s sum) reg.Register {
	four := m.YMM()
	if m.wide {
		m.VEXTRACTF64X4(operand.U8(1), s[0], four)
		m.VADDPD(four, s[0].AsY(), four)
	} else {
		m.VADDPD(s[1], s[0], four)
	}
	two := m.XMM()
	m.VEXTRACTF128(operand.U8(1), four, two)
	m.VADDPD(two, four.AsX(), two)
	one := m.XMM()
	m.VUNPCKHPD(two, two, one)
	m.VADDSD(one, two, two)
	return two
}

// result returns x at a place of the results, by an instruction of AVX: those of SSE
// are slow before VZEROUPPER.
func (m *machine) result(x reg.Register, place int) {
	m.VMOVSD(x, address(m.ReturnIndex(place)))
}

// sums are sums that a function returns in this order.
func (m *machine) sums(n int) []sum {
	list := make([]sum, n)
	for i := range list {
		list[i] = m.sum()
	}
	return list
}

// endWith returns sums.
func (m *machine) endWith(sums []sum) {
	for i, s := range sums {
		m.result(m.total(s), i)
	}
	m.end()
}

// end ends a function.
func (m *machine) end() {
	m.VZEROUPPER()
	m.RET()
}
