package circuits

import (
	"math"
	"math/big"
)

// Exp is e^x to 2 units in the last place: as accurate as math.Exp at half the
// cost, and the same bits on every machine. The simulation spends most of its
// time in it. Outside of (-708, 709) it is math.Exp.
//
// x = (64 k + j) ln 2 / 64 + r, so that e^x = 2^k 2^(j/64) e^r with |r| < 0.0055,
// for which six terms of the series suffice.
func Exp(x float64) float64 {
	if !(x > -708 && x < 709) {
		return math.Exp(max(x, -746))
	}
	scaled := float64(x*(64/math.Ln2)) + shifter
	n := int64(math.Float64bits(scaled)<<12) >> 12 // the integer in the low bits
	whole := scaled - shifter
	r := x - float64(whole*ln2Over64High)
	r -= float64(whole * ln2Over64Low)
	series := 1 + float64(r*(1+float64(r*(0.5+float64(r*(1./6+float64(r*(1./24+float64(r*(1./120))))))))))
	return float64(powers[n&63]*series) * math.Float64frombits(uint64(n>>6+1023)<<52)
}

const (
	// Adding shifter to a number rounds it to an integer in the low bits.
	shifter = 0x1.8p52
	// ln 2 / 64 as a sum: the high part has few bits, so that its multiples are exact.
	ln2Over64High = 0x1.62e42fefap-7
	ln2Over64Low  = math.Ln2/64 - ln2Over64High
)

// powers are 2^(j/64), correctly rounded on every machine.
var powers = func() (p [64]float64) {
	root := big.NewFloat(2).SetPrec(120)
	for range 6 {
		root.Sqrt(root)
	}
	power := big.NewFloat(1).SetPrec(120)
	for j := range p {
		p[j], _ = power.Float64()
		power.Mul(power, root)
	}
	return p
}()
