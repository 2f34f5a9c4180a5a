package transitions

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

// shape is what the null distribution of the contrasts of a curve depends on.
type shape struct {
	scales, seeds int
	shared        bool // the scales share their seeds
}

// mostSeeds is the number of seeds above which the null distribution of this many is used.
const mostSeeds = 32

// null is the null distribution of a statistic, by ascending samples.
type null struct{ samples []float64 }

// mostSamples is the number of samples of a null distribution.
const mostSamples = 4000

// nulls caches null distributions. They depend on their keys alone, so it does not matter who draws them.
type nulls[K comparable] struct {
	mu sync.Mutex
	of map[K]*null
}

// get returns the distribution of a key, and draws it the first time.
func (n *nulls[K]) get(key K, statistic func(sample int) float64) *null {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.of == nil {
		n.of = map[K]*null{}
	}
	if n.of[key] == nil {
		d := &null{make([]float64, mostSamples)}
		for k := range d.samples {
			d.samples[k] = statistic(k)
		}
		slices.Sort(d.samples)
		n.of[key] = d
	}
	return n.of[key]
}

var flatCurves nulls[shape]

// nullOf is the null distribution of the largest t between two scales of a flat curve.
func nullOf(s shape) *null {
	draws := random.NewStream(0, "flat curves", strconv.Itoa(s.scales), strconv.Itoa(s.seeds))
	y := make([][]float64, s.scales)
	for i := range y {
		y[i] = make([]float64, s.seeds)
	}
	pair := uint64(0)
	return flatCurves.get(s, func(int) float64 {
		for i := range y {
			for j := 0; j < s.seeds; j += 2 {
				a, b := draws.NormalPair(pair)
				y[i][j] = a
				if j+1 < s.seeds {
					y[i][j+1] = b
				}
				pair++
			}
		}
		return s.largest(y)
	})
}

// largest is the largest t of a rise between two rows of y.
func (s shape) largest(y [][]float64) float64 {
	n := float64(s.seeds)
	mean, variance := make([]float64, len(y)), make([]float64, len(y))
	for i := range y {
		for _, v := range y[i] {
			mean[i] += v / n
		}
		for j := range y[i] {
			y[i][j] -= mean[i]
			variance[i] += y[i][j] * y[i][j] / (n - 1)
		}
	}
	most := 0.0
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			square := variance[i] + variance[j]
			if s.shared {
				for k, v := range y[i] {
					square -= 2 * v * y[j][k] / (n - 1)
				}
			}
			most = max(most, (mean[j]-mean[i])/math.Sqrt(square/n))
		}
	}
	return most
}

// critical is the value that the statistic exceeds with probability p.
func (n *null) critical(p float64) float64 { return stat.Percentile(n.samples, 1-p) }

// p is the p value of a statistic.
func (n *null) p(t float64) float64 {
	i, _ := slices.BinarySearch(n.samples, t)
	return float64(len(n.samples)-i+1) / float64(len(n.samples)+1)
}
