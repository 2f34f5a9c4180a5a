package main

import (
	"math"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

// tables hold the data of the functions.
type tables struct {
	bits operand.Mem // by n: n low bits
	ones operand.Mem // eight numbers with all bits set, then eight with none

	c       *build.Context
	numbers operand.Mem
	places  map[uint64]int // by the bits of a number: its index
}

func newTables(c *build.Context) *tables {
	t := &tables{c: c, places: map[uint64]int{}}
	t.bits = c.StaticGlobal("bits")
	c.DataAttributes(attr.RODATA | attr.NOPTR)
	for n := range 9 {
		c.AppendDatum(operand.U8(1<<n - 1))
	}
	t.ones = c.StaticGlobal("ones")
	c.DataAttributes(attr.RODATA | attr.NOPTR)
	for i := range 16 {
		x := uint64(0)
		if i < 8 {
			x = math.MaxUint64
		}
		c.AppendDatum(operand.U64(x))
	}
	t.numbers = c.StaticGlobal("numbers")
	c.DataAttributes(attr.RODATA | attr.NOPTR)
	return t
}

// number is the address of a number.
func (m *machine) number(x float64) operand.Mem { return m.bits(math.Float64bits(x)) }

// bits is the address of a number with these bits.
func (m *machine) bits(x uint64) operand.Mem {
	t := m.tables
	place, ok := t.places[x]
	if !ok {
		place = len(t.places)
		t.places[x] = place
		t.c.AppendDatum(operand.U64(x))
	}
	return t.numbers.Offset(8 * place)
}
