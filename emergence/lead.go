package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/thresholds"
)

// lead is by how many decades of scale one quantity has risen half-way before
// another has, positive where it is the earlier. The interval is the jackknife's
// over the seeds of both, with Student's quantiles (Miller 1974), more than 20 of
// them left out in 20 groups; with fewer than two seeds the intervals of both fits are held against each other, which is
// wider than it need be.
func lead(order, score thresholds.Series, b thresholds.Bootstrap) thresholds.Estimate {
	seeds := shared(order, score)
	if len(seeds) < 2 {
		return apart(order, score, b)
	}
	groups := min(len(seeds), mostReplicates)
	n := float64(groups)
	whole := ahead(order, score, seeds)
	pseudo := make([]float64, groups)
	for i := range groups {
		others := slices.Delete(slices.Clone(seeds), i*len(seeds)/groups, (i+1)*len(seeds)/groups)
		pseudo[i] = n*whole - (n-1)*ahead(order, score, others)
	}
	if e := meanOf(pseudo); finite(e.Value) {
		return thresholds.Estimate{Value: whole, Low: whole - (e.Value - e.Low), High: whole + (e.High - e.Value)}
	}
	return none("no half-way point of both")
}

// shared are the seeds that both series have, ascending.
func shared(a, b thresholds.Series) []int64 {
	other := newGrid(b)
	var seeds []int64
	for _, seed := range newGrid(a).seeds {
		if seed != thresholds.NoSeed && other.of(seed) != nil {
			seeds = append(seeds, seed)
		}
	}
	return seeds
}

// ahead is the lead by the means over some seeds; NaN where a half-way point is missing.
func ahead(order, score thresholds.Series, seeds []int64) float64 {
	return math.Log10(middle(score, seeds) / middle(order, seeds))
}

func middle(s thresholds.Series, seeds []int64) float64 {
	own := s
	own.Observations = nil
	for _, o := range s.Observations {
		if _, found := slices.BinarySearch(seeds, o.Seed); found {
			own.Observations = append(own.Observations, o)
		}
	}
	return thresholds.FitSigmoid(own, thresholds.Bootstrap{}).Middle.Value
}

// apart is the lead of series without seeds in common.
func apart(order, score thresholds.Series, b thresholds.Bootstrap) thresholds.Estimate {
	first, second := thresholds.FitSigmoid(order, b).Middle, thresholds.FitSigmoid(score, b).Middle
	e := thresholds.Estimate{
		Value: math.Log10(second.Value / first.Value),
		Low:   math.Log10(second.Low / first.High),
		High:  math.Log10(second.High / first.Low),
	}
	if math.IsNaN(e.Value) {
		return none("no half-way point of both")
	}
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		e.Low, e.High, e.Reason = math.Inf(-1), math.Inf(1), "the half-way points are not bounded"
	}
	return e
}
