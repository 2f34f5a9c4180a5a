package sim

import "github.com/circsim/circsim/circuits/lanes"

// mostVectors is the number of vectors that combine may add up.
const mostVectors = 10

// combine sets dst to base plus the vectors times their weights, added in order; a base of nil is zeros.
func (t *team) combine(dst, base, weights []float64, vectors ...[]float64) {
	if t == nil {
		lanes.Combine(dst, base, weights, vectors...)
		return
	}
	var w [mostVectors]float64
	var v [mostVectors][]float64
	copy(w[:], weights)
	copy(v[:], vectors)
	t.combineParts(dst, base, w, v, len(vectors))
}

// combineParts has its operands by value, so that combine without a team allocates nothing.
func (t *team) combineParts(dst, base []float64, weights [mostVectors]float64, vectors [mostVectors][]float64, number int) {
	t.split(len(dst), func(part span) {
		v := vectors
		for k := range v[:number] {
			v[k] = v[k][part.first:part.end]
		}
		from := base
		if from != nil {
			from = from[part.first:part.end]
		}
		lanes.Combine(dst[part.first:part.end], from, weights[:number], v[:number]...)
	})
}

// maxAbs is the maximum of |x|; NaN where any is NaN.
func (t *team) maxAbs(x []float64) float64 {
	if t == nil {
		return lanes.MaxAbs(x)
	}
	return t.maxAbsParts(x)
}

// maxAbsParts takes the maximum of its parts' maxima: in any order it is the same.
func (t *team) maxAbsParts(x []float64) float64 {
	maxima := make(chan float64, t.workers*chunksPerWorker)
	t.split(len(x), func(part span) { maxima <- lanes.MaxAbs(x[part.first:part.end]) })
	worst := 0.0
	for range t.workers * chunksPerWorker {
		if m := <-maxima; m > worst || m != m {
			worst = m
		}
	}
	return worst
}
