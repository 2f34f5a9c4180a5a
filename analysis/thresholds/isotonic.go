package thresholds

import "github.com/circsim/circsim/analysis/stat"

// roughness is the variance of a replicate about the increasing regression of the scales other than k (-1: of all).
// A regression of n points with b levels has n-b degrees of freedom left in the mean (Meyer and Woodroofe,
// Ann. Stat. 28 (2000) 1083); a tenth of a level more each keeps tests that divide by it below their 5%.
func (c *scales) roughness(k int) variance {
	var y, weight []float64
	for i := range c.x {
		if i != k {
			y, weight = append(y, c.mean[i]), append(weight, c.weight[i])
		}
	}
	f := stat.NewIsotonic(len(y))
	f.Set(y, weight)
	sum := 0.0
	for i, v := range y {
		sum += weight[i] * (v - f.Fit[i]) * (v - f.Fit[i])
	}
	df := float64(len(y)) - 1.1*float64(f.Levels)
	return variance{sum / max(df, 1), stat.Student(df)}
}
