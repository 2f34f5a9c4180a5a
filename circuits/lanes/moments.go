package lanes

import "math"

// Moments are the sums of weight times x and of weight times x^2.
func Moments(weight, x []float64) (first, second float64) {
	x = cut(x, len(weight))
	return moments(weight, x)
}

func plainMoments(weight, x []float64) (first, second float64) {
	var firsts, seconds sum
	for i, v := range x {
		wx := weight[i] * v
		firsts.add(i, wx)
		seconds.add(i, wx*v)
	}
	return firsts.total(), seconds.total()
}

// Follow moves y to x + shift where that is below most, else to most. It returns the sum of weight times how far each has moved.
func Follow(y, weight, x []float64, shift, most float64) float64 {
	n := len(y)
	weight, x = cut(weight, n), cut(x, n)
	return follow(y, weight, x, shift, most)
}

func plainFollow(y, weight, x []float64, shift, most float64) float64 {
	var moved sum
	for i, w := range weight {
		to := bounded(x[i], shift, most)
		moved.add(i, w*math.Abs(to-y[i]))
		y[i] = to
	}
	return moved.total()
}

func bounded(x, shift, most float64) float64 {
	if x += shift; most < x {
		return most
	}
	return x
}

// Norms is the sum of weight times strength over the positive strengths. The squared
// norm of a circuit of depth 2 is its strength times a constant (circuits.Growth.Norm2).
func Norms(weight, strength []float64) float64 {
	strength = cut(strength, len(weight))
	return norms(weight, strength)
}

func plainNorms(weight, strength []float64) float64 {
	var n sum
	for i, s := range strength {
		if !(s <= 0) {
			n.add(i, weight[i]*s)
		}
	}
	return n.total()
}
