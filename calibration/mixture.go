package calibration

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// mixture is what the fit foretells of one number, before a run tells more: a weighted mixture of Student's t distributions of
// one scale.
type mixture struct {
	at, weight []float64 // by component; weights add up to 1
	scale      float64   // above 0
	freedom    float64   // degrees of freedom
}

// student is the standard t distribution.
func student(freedom float64) distuv.StudentsT { return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom} }

// above is the probability of more than x.
func (m *mixture) above(x float64) (sum float64) {
	t := student(m.freedom)
	for i, w := range m.weight {
		sum += w * t.CDF((m.at[i]-x)/m.scale) // symmetric, and exact far up
	}
	return sum
}

// quantile is the value that is not exceeded with probability p.
func (m *mixture) quantile(p float64) float64 {
	far := -student(m.freedom).Quantile(min(p, 1-p) / 2)
	low, high := slices.Min(m.at)-far*m.scale, slices.Max(m.at)+far*m.scale
	for range 60 {
		if middle := (low + high) / 2; 1-m.above(middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// sample are weighted values.
type sample struct{ at, weight []float64 }

// sorted is the sample in ascending order, with the weights added up to 1.
func (s sample) sorted() sample {
	order := make([]int, len(s.at))
	total := 0.0
	for i, w := range s.weight {
		order[i] = i
		total += w
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.at[a], s.at[b]) })
	made := sample{make([]float64, len(order)), make([]float64, len(order))}
	for k, i := range order {
		made.at[k], made.weight[k] = s.at[i], s.weight[i]/total
	}
	return made
}

// quantile is that of a sorted sample.
func (s sample) quantile(p float64) float64 {
	if slices.Min(s.weight) == slices.Max(s.weight) {
		if p == 0.5 {
			return stat.Median(s.at)
		}
		return stat.Percentile(s.at, p)
	}
	sum := 0.0
	for i, w := range s.weight {
		if sum += w; sum >= p {
			return s.at[i]
		}
	}
	return s.at[len(s.at)-1]
}

// above is the weight of a sorted sample above x.
func (s sample) above(x float64) (sum float64) {
	for i := len(s.at) - 1; i >= 0 && s.at[i] > x; i-- {
		sum += s.weight[i]
	}
	return sum
}
