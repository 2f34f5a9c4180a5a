package emergence

import "math"

// exponents are those that a power law is tried with; 0 is a line in log scale,
// the limit of the others.
var exponents = [...]float64{0, -0.125, 0.125, -0.25, 0.25, -0.5, 0.5, -1, 1, -2, 2}

// power is offset + slope (x^exponent - 1)/exponent in the logarithm of scale,
// from a middle.
type power struct{ exponent, middle, offset, slope float64 }

func (p power) at(u float64) float64 { return p.offset + p.slope*p.bend(u) }

// bend is the transformation of Box and Cox (1964).
func (p power) bend(u float64) float64 {
	if p.exponent == 0 {
		return u - p.middle
	}
	return math.Expm1(p.exponent*(u-p.middle)) / p.exponent
}

// fitPower is the best by least squares, the first of equals.
func fitPower(u, y []float64) power {
	n := float64(len(u))
	middle, mean := total(u)/n, total(y)/n
	var best power
	explained := math.Inf(-1)
	for _, e := range exponents {
		p := power{exponent: e, middle: middle}
		m := 0.0
		for _, v := range u {
			m += p.bend(v) / n
		}
		xx, xy := 0.0, 0.0
		for i, v := range u {
			d := p.bend(v) - m
			xx += d * d
			xy += d * (y[i] - mean)
		}
		p.slope = xy / xx
		p.offset = mean - p.slope*m
		if s := p.slope * xy; s > explained {
			best, explained = p, s
		}
	}
	return best
}
