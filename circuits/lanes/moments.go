package lanes

import "math"

// Moments are the sums of weight times x and of weight times x^2.
func Moments(weight, x []float64) (first, second float64) {
	weight = weight[:len(x)]
	var firsts, seconds sum
	for i, v := range x {
		wx := weight[i] * v
		firsts.add(i, wx)
		seconds.add(i, float64(wx*v))
	}
	return firsts.total(), seconds.total()
}

// Distance is the sum of weight times |x - y|.
func Distance(weight, x, y []float64) float64 {
	n := len(x)
	weight, y = weight[:n], y[:n]
	var d sum
	for i := range x {
		d.add(i, float64(weight[i]*math.Abs(x[i]-y[i])))
	}
	return d.total()
}
