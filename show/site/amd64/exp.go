package amd64

import "unsafe"

// archExp is math.Exp as its assembly for amd64 computes it (exp_amd64.s of the Go distribution, where FMA is there): argument
// reduction by ln 2 in two parts, a Taylor series of x/16, four squarings.
func archExp(x float64) float64 {
	const (
		ln2Upper = 0.69314718055966295651160180568695068359375
		ln2Lower = 0.28235290563031577122588448175013436025525412068e-12
		log2e    = 1.4426950408889634073599246810018920
		overflow = 7.09782712893384e+02
		zero     = -1000           // and all below give 0
		one      = 1.0 / (1 << 60) // and all nearer to 0 give 1
		nearest  = 3 << 51         // added and subtracted, it rounds to an integer
	)
	switch {
	case x != x:
		return x
	case x > overflow:
		return fromBits(0x7FF << 52)
	case x < zero:
		return 0
	case -one < x && x < one:
		return 1
	}
	k := float64(float64(x*log2e)+nearest) - nearest
	x -= float64(k * ln2Upper) // the product is exact: twelve bits of the constant are 0, and k has eleven
	x = fused(-k, ln2Lower, x)
	x *= 0.0625
	// Each step of the series is a fused x*s + c. The product is less than c, which makes it cheap to find what rounding lost.
	// The sum of the losses has an error of its own; only where that decides the last bit is the step made exactly.
	xHigh, xLow := halves(x)
	s := 2.4801587301587301587e-5
	for _, c := range &series {
		product := float64(x * s)
		t := float64(s * splitter)
		sHigh := t - (t - s)
		sLow := s - sHigh
		sum := c + product
		lost := (product - (sum - c)) + (float64(xLow*sLow) - (((product - float64(xHigh*sHigh)) - float64(xLow*sHigh)) - float64(xHigh*sLow)))
		margin := float64(lost * (1.0 / (1 << 50)))
		next := sum + (lost + margin)
		if next != sum+(lost-margin) {
			next = exactlyFused(x, s, c)
		}
		s = next
	}
	x *= s
	x *= x + 2
	x *= x + 2
	x *= x + 2
	x = fused(x+2, x, 1)
	switch e := int(k) + 0x3FF; {
	case e >= 0x7FF:
		return fromBits(0x7FF << 52)
	case e > 0:
		return x * fromBits(uint64(e)<<52)
	case e < -52:
		return 0
	default: // a denormal number
		return float64(x*fromBits(uint64(e+0x3FE)<<52)) * fromBits(1<<52)
	}
}

// series are the coefficients of the Taylor series, after the first.
var series = [...]float64{
	1.9841269841269841270e-4, 1.3888888888888888889e-3, 8.3333333333333333333e-3, 4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, 1,
}

// fused is a*b + c with one rounding, of numbers so far from the least and the greatest that nothing is lost there.
func fused(a, b, c float64) float64 {
	product, rest := times(a, b)
	sum, lost := plus(c, product)
	lost += rest
	margin := float64(lost * (1.0 / (1 << 50)))
	if x := sum + (lost + margin); x == sum+(lost-margin) {
		return x
	}
	return exactlyFused(a, b, c)
}

// exactlyFused is the algorithm of Boldo and Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding
// to odd" (IEEE Trans. Comput. 57, 2008).
func exactlyFused(a, b, c float64) float64 {
	product, rest := times(a, b)
	low, lowRest := plus(c, rest)
	high, highRest := plus(product, low)
	sum, lost := plus(lowRest, highRest)
	// Rounded to odd, the sum does not spoil the rounding that follows.
	if bits := toBits(sum); lost != 0 && bits&1 == 0 {
		if (lost > 0) == (sum > 0) {
			sum = fromBits(bits + 1)
		} else {
			sum = fromBits(bits - 1)
		}
	}
	return high + sum
}

// plus is a + b, and what rounding lost (Knuth).
func plus(a, b float64) (sum, lost float64) {
	sum = a + b
	t := sum - a
	return sum, (a - (sum - t)) + (b - t)
}

// times is a*b, and what rounding lost (Dekker). The conversions keep the compiler from fusing.
func times(a, b float64) (product, lost float64) {
	product = float64(a * b)
	aHigh, aLow := halves(a)
	bHigh, bLow := halves(b)
	return product, float64(aLow*bLow) - (((product - float64(aHigh*bHigh)) - float64(aLow*bHigh)) - float64(aHigh*bLow))
}

const splitter = 1<<27 + 1

// halves are two numbers of half the digits whose sum is a (Veltkamp).
func halves(a float64) (high, low float64) {
	t := float64(a * splitter)
	high = t - (t - a)
	return high, a - high
}

func toBits(x float64) uint64   { return *(*uint64)(unsafe.Pointer(&x)) }
func fromBits(b uint64) float64 { return *(*float64)(unsafe.Pointer(&b)) }
