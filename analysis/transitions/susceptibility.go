package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Susceptibility is n times the variance over seeds of an order parameter, along a scale: it peaks at a transition.
type Susceptibility struct {
	Place  stat.Estimate // scale of the peak: that of the Gaussian on a constant floor that fits best over log scale
	Height stat.Estimate // of that peak, in the unit of size times that of the order parameter squared
	Width  stat.Estimate // standard deviation of that Gaussian, decades
}

// MeasureSusceptibility takes the variance over the replicates of each scale. size returns n of a system at scale x; 1
// gives the variance itself. Variances and their resamples are unbiased; the interval of the height is made in logs.
func MeasureSusceptibility(s stat.Series, size func(x float64) float64, b stat.Bootstrap) Susceptibility {
	x, r := along(s)
	if len(x) == 0 || r.freedom(0, len(x)) < 1 {
		none := stat.Undefined("no replicates")
		return Susceptibility{Place: none, Height: none, Width: none}
	}
	n, found := make([]float64, len(x)), make([]float64, len(x))
	for i := range x {
		n[i] = size(x[i])
		found[i] = n[i] * r.points[i].variance()
	}
	again := make([][]float64, b.Resamples)
	weight := make([]float64, r.units)
	for k := range again {
		again[k] = make([]float64, len(x))
		r.draw(b.Stream, k, weight)
		for i := range found {
			again[k][i] = n[i] * r.points[i].varianceIn(weight)
		}
	}
	return peak(log10(x), found, again, r.freedom(0, len(r.points)))
}

// varianceIn is the variance of the values of a point in a resample, unbiased: the values themselves, as a population,
// have (n-1)/n of it.
func (p *point) varianceIn(weight []float64) float64 {
	var sum, total float64
	for _, v := range p.values {
		sum += weight[v.unit] * v.y
		total += weight[v.unit]
	}
	mean, square := sum/total, 0.0
	for _, v := range p.values {
		square += weight[v.unit] * (v.y - mean) * (v.y - mean)
	}
	n := float64(len(p.values))
	return square / (total - 1) * n / (n - 1)
}

// peak fits a peak to the sample and to every resample. A resample without a peak counts against both bounds.
func peak(x, found []float64, again [][]float64, free int) Susceptibility {
	top, ok := fitBump(x, found, nil)
	if !ok {
		none := stat.Undefined("no peak")
		return Susceptibility{Place: none, Height: none, Width: none}
	}
	var places, heights, widths []float64
	for _, chi := range again {
		b, ok := fitBump(x, chi, &top)
		if !ok {
			places, widths = append(places, math.Inf(-1), math.Inf(1)), append(widths, math.Inf(1))
			continue
		}
		places, heights, widths = append(places, b.center), append(heights, math.Log10(b.floor+b.height)), append(widths, b.width)
	}
	// Place and width depend on the few seeds far from the others. The deviation of the resamples is a better standard error
	// than their spread then, with half of the degrees of freedom, see TestSusceptibilityIntervalsCover.
	return Susceptibility{
		Place:  stat.WithDeviation(top.center, places, free/2).Pow10(),
		Height: stat.WithSpread(math.Log10(top.floor+top.height), heights, free).Pow10(),
		Width:  stat.WithDeviation(top.width, widths, free/2),
	}
}
