package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/stat/distuv"
)

// Exactly is a number without noise: of a run that draws nothing, or a count over all seeds.
func Exactly(x float64) Estimate { return Estimate{x, x, x} }

// Mean is that of one number per seed, with Student's 95% interval.
func Mean(seeds []float64) Estimate {
	mean, n := frames.Mean(seeds), float64(len(seeds))
	if n < 2 {
		return Exactly(mean)
	}
	squares := 0.0
	for _, x := range seeds {
		squares += (x - mean) * (x - mean)
	}
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * math.Sqrt(squares/(n-1)/n)
	return Estimate{mean, mean - half, mean + half}
}

// Median is that of one number per seed, infinite ones included, with the order statistics around it that hold the
// true median in at least 95% of samples; of fewer than six seeds these are the least and the greatest.
func Median(seeds []float64) Estimate {
	sorted := slices.Sorted(slices.Values(seeds))
	n := len(sorted)
	if n == 0 {
		return Exactly(math.NaN())
	}
	out, below := 0, 0.0
	for k := range n / 2 {
		if below += (distuv.Binomial{N: float64(n), P: 0.5}).Prob(float64(k)); below > 0.025 {
			break
		}
		out = k
	}
	return Estimate{frames.Median(seeds), sorted[out], sorted[n-1-out]}
}

// Share is how many of the seeds have something, with the exact 95% interval of Clopper and Pearson.
func Share(having []bool) Estimate {
	n, k := float64(len(having)), 0.0
	for _, has := range having {
		if has {
			k++
		}
	}
	e := Estimate{k / n, 0, 1}
	if k > 0 {
		e.Low = distuv.Beta{Alpha: k, Beta: n - k + 1}.Quantile(0.025)
	}
	if k < n {
		e.High = distuv.Beta{Alpha: k + 1, Beta: n - k}.Quantile(0.975)
	}
	return e
}
