package transitions

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Sized is an order parameter along a control scale, such as data, in systems of one size.
type Sized struct {
	Size   float64 // > 0
	Series stat.Series
}

// FiniteSize tells how a transition sharpens with the size of the system: widths fall as size^(-1/nu) and peaks of the
// susceptibility grow as size^(gamma/nu) (M. E. Fisher and M. N. Barber, Phys. Rev. Lett. 28 (1972), pp. 1516-1519); at a
// first-order transition peaks grow as size itself.
type FiniteSize struct {
	Size          []float64           // ascending
	Middle        []stat.Estimate     // by Size: control scale of the half-rise point
	Width         []stat.Estimate     // by Size: decades of the control scale between 10% and 90% of the rise
	Peak          []stat.Estimate     // by Size: height of the susceptibility
	WidthExponent thresholds.Exponent // of width against size, -1/nu
	PeakExponent  thresholds.Exponent // of peak against size, gamma/nu
}

// ScaleBySize measures middle, width and peak at every size, and how the last two scale.
func ScaleBySize(sizes []Sized, b stat.Bootstrap) FiniteSize {
	var f FiniteSize
	for _, s := range ascending(sizes) {
		rise := thresholds.FitSigmoid(s.Series, b)
		peak := MeasureSusceptibility(s.Series, func(float64) float64 { return s.Size }, b)
		f.Size = append(f.Size, s.Size)
		f.Middle, f.Width, f.Peak = append(f.Middle, rise.Middle), append(f.Width, rise.Width), append(f.Peak, peak.Height)
	}
	f.WidthExponent = thresholds.FitExponent(f.Size, f.Width)
	f.PeakExponent = thresholds.FitExponent(f.Size, f.Peak)
	return f
}

func ascending(sizes []Sized) []Sized {
	return slices.SortedFunc(slices.Values(sizes), func(a, b Sized) int { return cmp.Compare(a.Size, b.Size) })
}
