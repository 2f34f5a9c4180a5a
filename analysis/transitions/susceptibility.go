package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Susceptibility is n times the variance over seeds of an order parameter, along a scale: at a transition seeds differ most.
type Susceptibility struct {
	X             []float64       // scales with two replicates or more, ascending
	Chi           []stat.Estimate // by X, in the unit of size times that of the order parameter squared
	Place, Height stat.Estimate   // of the peak: that of the Gaussian on a floor that fits chi over log X best
	Width         stat.Estimate   // standard deviation of that Gaussian, decades
}

// MeasureSusceptibility takes the variance over the replicates of each scale; size is the n of a system at scale x, 1 for
// the variance itself. Variances are estimated and resampled without bias, their intervals taken in logs.
func MeasureSusceptibility(s stat.Series, size func(x float64) float64, b stat.Bootstrap) Susceptibility {
	x, r := along(s)
	n := make([]float64, len(x))
	m := Susceptibility{Place: stat.Undefined("no replicates"), Height: stat.Undefined("no replicates"), Width: stat.Undefined("no replicates")}
	if len(x) == 0 || r.freedom(0, len(x)) < 1 {
		return m
	}
	m.X = x
	for i := range x {
		n[i] = size(x[i])
	}
	found := make([]float64, len(x))
	for i := range found {
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
	draws := make([]float64, len(again))
	for i := range x {
		for k := range again {
			draws[k] = math.Log10(again[k][i])
		}
		e := stat.WithSpread(math.Log10(found[i]), draws, r.freedom(i, i+1)).Pow10()
		if found[i] == 0 {
			e = stat.Estimate{}
		}
		m.Chi = append(m.Chi, e)
	}
	m.peak(log10(x), found, again, r.freedom(0, len(r.points)))
	return m
}

// varianceIn is the variance of a point's values in a resample, without bias: they come from a population that has
// (n-1)/n of it.
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

// peak fits one to what was found and to every resample. A resample without a peak speaks against either bound.
func (m *Susceptibility) peak(x, found []float64, again [][]float64, free int) {
	m.Place, m.Height, m.Width = stat.Undefined("no peak"), stat.Undefined("no peak"), stat.Undefined("no peak")
	top, ok := fitBump(x, found, nil)
	if !ok {
		return
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
	m.Height = stat.WithSpread(math.Log10(top.floor+top.height), heights, free).Pow10()
	m.Place = shaky(top.center, places, free).Pow10()
	m.Width = shaky(top.width, widths, free)
}

// shaky is an interval for what hangs on where few seeds are far from the others: the spread of such resamples tells less than
// their greatest distances do, and has half the degrees of freedom. See TestSusceptibilityIntervalsCover.
func shaky(value float64, draws []float64, free int) stat.Estimate {
	return stat.WithDeviation(value, draws, free/2)
}
