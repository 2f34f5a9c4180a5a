package circuits

import "math"

// Log is ln x to 2 units in the last place: as accurate as math.Log, faster, and the
// same bits on every machine. Outside of the positive normal numbers it is math.Log.
//
// x = 2^k z with z in [0.6875, 1.375), and z = (1 + r) c with the reciprocal of c from
// a table: ln x = k ln 2 + ln c + ln(1 + r), where |r| < 1/128. Eight terms of the
// series of ln(1 + r) suffice.
func Log(x float64) float64 {
	bits := math.Float64bits(x)
	if bits-leastNormal >= infinite-leastNormal {
		return math.Log(x)
	}
	offset := bits - logFrom
	k := float64(int64(offset) >> 52)
	bits -= offset & (0xfff << 52)
	c := &logTable[offset>>(52-logBits)%(1<<logBits)]
	// The high part of z and the reciprocal have so few bits that their product is exact.
	high := math.Float64frombits(bits &^ (1<<21 - 1))
	r := float64(high*c.reciprocal) - 1 + float64((math.Float64frombits(bits)-high)*c.reciprocal)
	whole := float64(k*ln2High) + c.high // exact
	sum := whole + r
	low := whole - sum + r + (float64(k*ln2Low) + c.low)
	r2 := float64(r * r)
	tail := float64(r*(1./3)) - 0.5 + float64(r2*(float64(r*(1./5))-1./4+float64(r2*(float64(r*(1./7))-1./6-float64(r2*(1./8))))))
	return sum + (low + float64(r2*tail))
}

const (
	leastNormal = 1 << 52
	infinite    = 0x7ff << 52
	logFrom     = 0x3fe6 << 48 // the bits of 0.6875
	logBits     = 7            // of the index of the table

	// ln 2 as a sum: multiples of the high part by a whole k are exact.
	ln2High = 0x1.62e42fefap-1
	ln2Low  = math.Ln2 - ln2High
)

// logEntry is 1/c of an interval of z, a multiple of 2^-20, and ln c as a sum. The high part is a multiple of
// 2^-42.
type logEntry struct{ reciprocal, high, low float64 }
