package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// made are the constants in memory so far, by name.
var made = map[string]Mem{}

// words is a constant of four lanes.
func words(name string, lanes ...uint64) Mem {
	if _, ok := made[name]; !ok {
		made[name] = GLOBL(name, RODATA|NOPTR)
		for k, lane := range lanes {
			DATA(8*k, U64(lane))
		}
	}
	return made[name]
}

// word is a constant with the same bits in every lane.
func word(name string, bits uint64) Mem { return words(name, bits, bits, bits, bits) }

// number is a constant with the same number in every lane.
func number(name string, x float64) Mem { return word(name, math.Float64bits(x)) }
