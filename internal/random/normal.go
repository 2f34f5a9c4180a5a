package random

import "math"

// Normals draws Normal of the numbers from first on into drawn, several at a time.
func (s Stream) Normals(first uint64, drawn []float64) {
	for k := s.uniformRows(first, drawn); k < len(drawn); k++ {
		drawn[k] = s.Uniform(first + uint64(k))
	}
	for k := quantileRows(drawn); k < len(drawn); k++ {
		drawn[k] = normalQuantile(drawn[k])
	}
}

// normalQuantile is the quantile of the standard normal distribution at u, a result of
// unit, to a relative error of 1e-15: algorithm AS 241, PPND16, of Wichura (Applied
// Statistics 37, 1988). It has the same bits on every machine: quantileRows does the same
// operations.
func normalQuantile(u float64) float64 {
	q := u - 0.5
	if math.Abs(q) <= nearCentre {
		return centreQuantile(q)
	}
	return tailQuantile(q)
}

// centreQuantile is the quantile at 1/2 + q near the centre.
func centreQuantile(q float64) float64 {
	r := centreSquare - float64(q*q)
	return float64(q*series(r, &centreAbove)) / series(r, &centreBelow)
}

// tailQuantile is the quantile at 1/2 + q in the tails.
func tailQuantile(q float64) float64 {
	r := math.Sqrt(-log(0.5 - math.Abs(q)))
	above, below := &tailAbove, &tailBelow
	from := 1.6
	if r > farTail {
		above, below, from = &farAbove, &farBelow, farTail
	}
	r -= from
	return math.Copysign(series(r, above)/series(r, below), q)
}

const (
	nearCentre   = 0.425
	centreSquare = 0.180625 // its square
	farTail      = 5        // of the root of minus the logarithm
)

// The coefficients of AS 241: of the numerators and denominators near the centre, in the
// tails and far out, from the constant up.
var (
	centreAbove = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	centreBelow = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	tailAbove = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	tailBelow = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	farAbove = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	farBelow = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)

// series is the polynomial in r with these coefficients, from the constant up.
func series(r float64, coefficients *[8]float64) float64 {
	sum := coefficients[7]
	for k := 6; k >= 0; k-- {
		sum = float64(sum*r) + coefficients[k]
	}
	return sum
}

// log is ln x for a normal x from 0 to 1, as in FreeBSD's e_log.c, and has the same bits
// on every machine. x = 2^k (1 + f), and ln(1 + f) is a series in s = f / (2 + f).
func log(x float64) float64 {
	bits := math.Float64bits(x)
	from := bits + (oneBits - rootHalfBits)
	k := float64(int64(from>>52) - 1023)
	f := math.Float64frombits(bits-(from&exponentBits-oneBits)) - 1
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	even := float64(w * (log2nd + float64(w*(log4th+float64(w*log6th)))))
	odd := float64(z * (log1st + float64(w*(log3rd+float64(w*(log5th+float64(w*log7th)))))))
	half := float64(float64(f*f) * 0.5)
	return float64(k*ln2High) - ((half - (float64(s*(half+(even+odd))) + float64(k*ln2Low))) - f)
}

const (
	oneBits      = 0x3ff << 52
	rootHalfBits = 0x3fe6a09e667f3bcd // of the root of 1/2
	exponentBits = 0xfff << 52

	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
	log1st  = 6.666666666666735130e-01
	log2nd  = 3.999999999940941908e-01
	log3rd  = 2.857142874366239149e-01
	log4th  = 2.222219843214978396e-01
	log5th  = 1.818357216161805012e-01
	log6th  = 1.531383769920937332e-01
	log7th  = 1.479819860511658591e-01
)
