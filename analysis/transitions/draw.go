package transitions

import (
	"math"
	"math/bits"

	"github.com/circsim/circsim/internal/random"
)

// once is the weight of units that are all taken once.
func (r *replicates) once() []float64 {
	weight := make([]float64, r.units)
	for i := range weight {
		weight[i] = 1
	}
	return weight
}

// draw gives the weights of the units in resample number n.
func (r *replicates) draw(s random.Stream, n int, weight []float64) {
	clear(weight)
	if r.shared {
		r.among(s, n, 0, r.units, weight)
		return
	}
	for i := range r.points {
		r.among(s, n, r.points[i].first, r.points[i].end, weight)
	}
}

// among draws one unit less from a range than there are, so that the spread of a mean over resamples is that of
// the mean without bias. An encryption serves four draws.
func (r *replicates) among(s random.Stream, n, first, end int, weight []float64) {
	size := uint64(end - first)
	var word [2]uint64
	for i := range max(end-first-1, 1) {
		if i%4 == 0 {
			word[0], word[1] = s.Bits(r.salt + uint64(n)*uint64(r.units) + uint64(first+i))
		}
		chosen, _ := bits.Mul64(word[i/2%2]<<(32*(i%2))&^(1<<32-1), size)
		weight[first+int(chosen)]++
	}
}

// means are those of the points under the units' weights; NaN where nothing was drawn.
func (r *replicates) means(weight, into []float64) {
	for i := range r.points {
		var sum, total float64
		for _, v := range r.points[i].values {
			sum += float64(weight[v.unit] * v.y)
			total += weight[v.unit]
		}
		into[i] = sum / total
	}
}

// freedom is the degrees of freedom of a spread over the units of some points: those of the point that has the
// fewest replicates.
func (r *replicates) freedom(from, end int) int {
	least := math.MaxInt
	for _, p := range r.points[from:end] {
		least = min(least, len(p.values))
	}
	return least - 1
}

// noise is the root mean square, over points, of the standard error of the mean; 0 where no point has replicates.
func (r *replicates) noise() float64 {
	var sum, n float64
	for i := range r.points {
		if k := float64(len(r.points[i].values)); k > 1 {
			sum += r.points[i].variance() / k
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(sum / n)
}

// variance of a point's values, without bias.
func (p *point) variance() float64 {
	mean, square := 0.0, 0.0
	for _, v := range p.values {
		mean += v.y / float64(len(p.values))
	}
	for _, v := range p.values {
		square += (v.y - mean) * (v.y - mean)
	}
	return square / float64(len(p.values)-1)
}
