package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// lead says by how many decades of scale an order parameter's half-way point is below the score's. The interval is the
// jackknife's over the seeds of both, with Student's quantiles (Miller 1974); more than mostReplicates seeds are left
// out in groups. With fewer than two common seeds it is conservative: all differences between the two intervals.
func lead(order, score stat.Series, b stat.Bootstrap) stat.Estimate {
	seeds := shared(order, score)
	if len(seeds) < 2 {
		return apart(order, score, b)
	}
	groups := min(len(seeds), mostReplicates)
	group := map[int64]int{}
	for i := range groups {
		for _, seed := range seeds[i*len(seeds)/groups : (i+1)*len(seeds)/groups] {
			group[seed] = i
		}
	}
	first, firsts := thresholds.MiddlesWithout(order, group, groups)
	second, seconds := thresholds.MiddlesWithout(score, group, groups)
	n := float64(groups)
	whole := math.Log10(second / first)
	pseudo := make([]float64, groups)
	for i := range pseudo {
		pseudo[i] = n*whole - (n-1)*math.Log10(seconds[i]/firsts[i])
	}
	if e := stat.MeanOf(pseudo); finite(e.Value) {
		return stat.Estimate{Value: whole, Low: whole - (e.Value - e.Low), High: whole + (e.High - e.Value)}
	}
	return stat.Undefined("no half-way point of both")
}

// shared returns the seeds that both series have, ascending.
func shared(a, b stat.Series) []int64 {
	other := seedsOf(b.Ordered())
	var seeds []int64
	for _, seed := range seedsOf(a.Ordered()) {
		if _, found := slices.BinarySearch(other, seed); found && seed != stat.NoSeed {
			seeds = append(seeds, seed)
		}
	}
	return seeds
}

// apart is the lead of series without replicates in common.
func apart(order, score stat.Series, b stat.Bootstrap) stat.Estimate {
	first, second := thresholds.FitSigmoid(order, b).Middle, thresholds.FitSigmoid(score, b).Middle
	e := second.Over(first)
	e.Value, e.Low, e.High = math.Log10(e.Value), math.Log10(e.Low), math.Log10(e.High)
	if math.IsNaN(e.Value) {
		return stat.Undefined("no half-way point of both")
	}
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		e.Low, e.High, e.Reason = math.Inf(-1), math.Inf(1), "the half-way points are not bounded"
	}
	return e
}
