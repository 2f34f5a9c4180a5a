package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

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
	value := of(m.mean)
	if math.IsNaN(value) {
		return stat.Undefined("no point with a known value")
	}
	draws := make([]float64, len(m.drawn))
	free := math.MaxInt
	for n := range draws {
		draws[n] = of(m.drawn[n])
	}
	for _, i := range points {
		free = min(free, m.freedom(i, i+1))
	}
	return stat.WithSpread(value, draws, free)
}
