package show

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// on500 is an axis of 500 points on which a character takes 5.
func on500(a Axis, low, high float64, s style) scale {
	return scale{a, low, high, 500, s, func(l label) vg.Length { return vg.Length(5 * len(l.base+l.exponent)) }}
}

// Labels of a linear axis are multiples of 1, 2 or 5 times a power of ten, few, and do not overlap.
func TestSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(1e-2, 1e6).Draw(t, "range")
		s := on500(Axis{}, low, high, plain)
		ticks := s.ticks()
		if n := len(ticks); n < 2 || n > 8 || !s.fit(ticks) {
			t.Fatalf("%d labels: %v", n, ticks)
		}
		step := ticks[1].at - ticks[0].at
		digits := step / math.Pow10(int(math.Floor(math.Log10(step*(1+1e-6)))))
		if math.Abs(digits-1) > 1e-3 && math.Abs(digits-2) > 1e-3 && math.Abs(digits-5) > 1e-3 {
			t.Errorf("steps of %g: %v", step, ticks)
		}
	})
}

// Axes have labels at round numbers, all of a style.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		axis      Axis
		low, high float64
		style     style
		labels    []string
	}{
		{Axis{}, 2200, 3800, plain, []string{"2,500", "3,000", "3,500"}},
		{Axis{}, 0, 1, plain, []string{"0", "0.2", "0.4", "0.6", "0.8", "1"}},
		{Axis{Log: true}, 1e3, 1e5, plain, []string{"1,000", "2,000", "5,000", "10,000", "20,000", "50,000", "100,000"}},
		{Axis{Log: true}, 1e-3, 1e5, plain, []string{"0.001", "0.01", "0.1", "1", "10", "100", "1,000", "10,000", "100,000"}},
		{Axis{Log: true}, 2e6, 2e10, powers, []string{"10^7", "10^8", "10^9", "10^10"}},
		{Axis{Log: true}, 2e6, 8e7, powers, []string{"2×10^6", "5×10^6", "10^7", "2×10^7", "5×10^7"}},
		{Axis{Log: true}, 1e-30, 1e30, powers, []string{"10^-30", "10^-20", "10^-10", "10^0", "10^10", "10^20", "10^30"}},
		{Axis{Log: true}, 2600, 4600, plain, []string{"3,000", "3,500", "4,000", "4,500"}},
		{Axis{}, 0, 4e6, powers, []string{"0", "10^6", "2×10^6", "3×10^6", "4×10^6"}},
		{Axis{Names: []string{"flow", "gd"}}, 0, 1, plain, []string{"flow", "gd"}},
	} {
		var labels []string
		for _, tick := range on500(c.axis, c.low, c.high, c.style).ticks() {
			if tick.words.exponent != "" {
				tick.words.base += "^" + tick.words.exponent
			}
			if tick.words.base != "" {
				labels = append(labels, tick.words.base)
			}
		}
		if !slices.Equal(labels, c.labels) {
			t.Errorf("%g to %g: %q, expected %q", c.low, c.high, labels, c.labels)
		}
	}
}

// All axes of a figure write numbers alike: as powers of ten if one of them needs it.
func TestStyleOf(t *testing.T) {
	line := func(x, y float64) Panel {
		return Panel{X: Axis{Log: true}, Y: Axis{Log: true}, Lines: []Line{{X: []float64{1, x}, Y: []float64{1, y}, Smooth: true}}}
	}
	for _, c := range []struct {
		panels []Panel
		want   style
	}{
		{[]Panel{line(1e5, 1e3)}, plain}, {[]Panel{line(1e8, 10)}, powers}, {[]Panel{line(10, 10), line(10, 1e9)}, powers}, {[]Panel{line(10, 1e-8)}, powers},
	} {
		if got := styleOf(&Figure{Panels: c.panels}); got != c.want {
			t.Errorf("%v, expected %v", got, c.want)
		}
	}
}

// Values that are evenly spaced in their logarithm get a logarithmic axis, those that are evenly spaced do not.
func TestSpread(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   bool
	}{
		{[]float64{1, 2, 4, 8}, true}, {[]float64{1, 2, 3, 4, 5}, false}, {[]float64{2600, 3000, 4000}, false}, {[]float64{0, 1, 10}, false},
		{[]float64{1000, 1500, 2300, 5000, 12000}, true}, {[]float64{5, 5, 5}, false},
	} {
		if got := spread(c.values); got != c.want {
			t.Errorf("%v: %t", c.values, got)
		}
	}
}
