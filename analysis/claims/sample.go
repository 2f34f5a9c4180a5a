package claims

import "github.com/circsim/circsim/analysis/stat"

// Mean is that of one number per seed, with Student's interval; of a single run, which has no noise, the number itself.
func Mean(seeds []float64) Estimate {
	if len(seeds) == 1 {
		return stat.Exact(seeds[0])
	}
	return stat.MeanOf(seeds)
}

// Share is how many of the seeds have something, with its exact interval.
func Share(having []bool) Estimate {
	hits := 0
	for _, has := range having {
		if has {
			hits++
		}
	}
	return stat.ShareOf(hits, len(having))
}
