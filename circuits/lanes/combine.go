package lanes

import "math"

// Combine sets dst to base plus the stages times their weights, added in order.
// base may be nil: zeros. There are as many weights as stages.
func Combine(dst, base, weights []float64, stages ...[]float64) {
	n := len(dst)
	if base != nil {
		base = cut(base, n)
	}
	weights = cut(weights, len(stages))
	for _, s := range stages {
		cut(s, n)
	}
	combine(dst, base, weights, stages)
}

// plainCombine takes four elements at a time, whose sums do not wait for each other.
func plainCombine(dst, base, weights []float64, stages [][]float64) {
	stages = stages[:len(weights)]
	i := 0
	for ; i+4 <= len(dst); i += 4 {
		var a, b, c, d float64
		if base != nil {
			four := base[i : i+4]
			a, b, c, d = four[0], four[1], four[2], four[3]
		}
		for j, w := range weights {
			four := stages[j][i : i+4]
			a += float64(w * four[0])
			b += float64(w * four[1])
			c += float64(w * four[2])
			d += float64(w * four[3])
		}
		four := dst[i : i+4]
		four[0], four[1], four[2], four[3] = a, b, c, d
	}
	for ; i < len(dst); i++ {
		x := 0.0
		if base != nil {
			x = base[i]
		}
		for j, w := range weights {
			x += float64(w * stages[j][i])
		}
		dst[i] = x
	}
}

// MaxAbs is the maximum of |x|, 0 if there is none and NaN if one is NaN.
func MaxAbs(x []float64) float64 { return maxAbs(x) }

// plainMaxAbs compares bits: those of NaN are above those of infinity.
func plainMaxAbs(x []float64) float64 {
	var most uint64
	for _, v := range x {
		most = max(most, math.Float64bits(v)&^(1<<63))
	}
	return math.Float64frombits(most)
}
