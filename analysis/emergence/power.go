package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// exponents are the candidates for a power law; 0 is a line in log scale, their limit.
var exponents = [...]float64{0, -0.125, 0.125, -0.25, 0.25, -0.5, 0.5, -1, 1, -2, 2}

// bend is the Box-Cox transformation (1964), in which a power law with an offset is a line.
func bend(u, exponent float64) float64 {
	if exponent == 0 {
		return u
	}
	return math.Expm1(exponent*u) / exponent
}

// powersWithout predicts every point by the power law with an offset that fits the others best by least squares, the
// first of equally good ones. Sums over the others are those over all minus the point's own.
func powersWithout(u, y []float64) []float64 {
	n := float64(len(u))
	middle, mean := stat.Mean(u), stat.Mean(y)
	predicted, explained := make([]float64, len(u)), slices.Repeat([]float64{math.Inf(-1)}, len(u))
	z := make([]float64, len(u))
	for _, e := range exponents {
		for i, v := range u {
			z[i] = bend(v-middle, e)
		}
		m := stat.Mean(z)
		zz, zy := 0.0, 0.0
		for i := range z {
			z[i] -= m
			zz += z[i] * z[i]
			zy += z[i] * (y[i] - mean)
		}
		for i := range z {
			away := n / (n - 1) * z[i] // from the mean of the others
			xx, xy := zz-away*z[i], zy-away*(y[i]-mean)
			slope := xy / xx
			if s := slope * xy; s > explained[i] {
				explained[i], predicted[i] = s, mean-(y[i]-mean)/(n-1)+slope*away
			}
		}
	}
	return predicted
}
