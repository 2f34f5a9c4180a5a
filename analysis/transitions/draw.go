package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// once returns the weights of the units in the sample itself.
func (r *replicates) once() []float64 { return slices.Repeat([]float64{1}, r.units) }

// draw sets the weights of the units in resample number n.
func (r *replicates) draw(s random.Stream, n int, weight []float64) {
	clear(weight)
	draws := stat.Picker{Stream: s}
	first := r.salt + uint64(n)*uint64(r.units)
	if r.shared {
		among(&draws, first, weight)
		return
	}
	for _, p := range r.points {
		among(&draws, first+uint64(p.first), weight[p.first:p.end])
	}
}

// among draws one unit fewer than there are, so that the spread of a mean over resamples is an unbiased standard error.
// It draws from every fourth block of the stream, the upper half of each word before the lower.
func among(draws *stat.Picker, first uint64, weight []float64) {
	for i := range uint64(max(len(weight)-1, 1)) {
		block := first + (i &^ 3)
		weight[draws.Pick(4*block+(i&3)^1, len(weight))]++
	}
}

// means sets the means of the points with these weights of the units; NaN where nothing was drawn.
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

// freedom is the degrees of freedom of some points together: those of the point with the fewest replicates.
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

// variance is the unbiased variance of the values of a point.
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

// means are the means of all points, in the sample and in each resample.
type means struct {
	*replicates
	mean  []float64
	drawn [][]float64
}

func (r *replicates) all(b stat.Bootstrap) means {
	m := means{r, make([]float64, len(r.points)), make([][]float64, b.Resamples)}
	weight := r.once()
	r.means(weight, m.mean)
	for n := range m.drawn {
		m.drawn[n] = make([]float64, len(r.points))
		r.draw(b.Stream, n, weight)
		r.means(weight, m.drawn[n])
	}
	return m
}

// over is the average of the means of some points, each multiplied by the factor of its point.
func (m means) over(points []int, factor []float64) stat.Estimate {
	of := func(mean []float64) float64 {
		sum := 0.0
		for _, i := range points {
			sum += mean[i] * factor[i]
		}
		return sum / float64(len(points))
	}
	if math.IsNaN(of(m.mean)) {
		return stat.Undefined("no point with a known value")
	}
	free := math.MaxInt
	for _, i := range points {
		free = min(free, m.freedom(i, i+1))
	}
	return m.estimate(free, of)
}

// estimate is the estimate of a function of the means of all points.
func (m means) estimate(free int, of func(mean []float64) float64) stat.Estimate {
	draws := make([]float64, len(m.drawn))
	for n, mean := range m.drawn {
		draws[n] = of(mean)
	}
	return stat.WithSpread(of(m.mean), draws, free)
}
