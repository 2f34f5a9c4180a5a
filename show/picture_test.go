package show

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/claims"
	"gonum.org/v1/plot"
)

// A picture drawn twice has the same bytes. Points without a place are left out, and so are the names of curves that have only such.
func TestSVG(t *testing.T) {
	p := claims.Picture{Title: "Loss", X: "parameters", Y: "nats", LogX: true, Curves: []claims.Curve{
		{Name: "simulated", X: []float64{0, 1e3, 1e6, 1e7}, Y: []float64{1, 3, 2, math.Inf(1)}},
		{Name: "nowhere", X: []float64{-1}, Y: []float64{1}},
		{Name: "published", X: []float64{1e4}, Y: []float64{2.5}, Points: true},
	}}
	first, err := SVG(p)
	if err != nil {
		t.Fatal(err)
	}
	second, err := SVG(p)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("drawn again: %v, other bytes", err)
	}
	for _, text := range []string{">Loss<", ">parameters<", ">nats<", ">simulated<", ">published<", ">1000<", ">1e6<"} {
		if !strings.Contains(string(first), text) {
			t.Errorf("no %s", text)
		}
	}
	for _, text := range []string{">nowhere<", ">1e7<", "NaN", "Inf"} {
		if strings.Contains(string(first), text) {
			t.Errorf("%s is drawn", text)
		}
	}
	p.Curves = p.Curves[1:2]
	if _, err := SVG(p); err == nil {
		t.Error("a picture of nothing")
	}
}

// Axes have labels at round numbers.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		marks     plot.Ticker
		low, high float64
		labels    []string
	}{
		{tenths{}, 2200, 3800, []string{"2250", "3000", "3750"}},
		{tenths{}, 0, 1, []string{"0", "0.5", "1"}},
		{decades{}, 1e3, 1e5, []string{"1000", "2000", "5000", "10000", "20000", "50000", "100000"}},
		{decades{}, 1e-3, 1e6, []string{"0.001", "0.1", "10", "1000", "100000"}},
		{decades{}, 2e6, 2e10, []string{"1e7", "1e8", "1e9", "1e10"}},
	} {
		var labels []string
		for _, tick := range c.marks.Ticks(c.low, c.high) {
			if tick.Label != "" {
				labels = append(labels, tick.Label)
			}
		}
		if !slices.Equal(labels, c.labels) {
			t.Errorf("%g to %g: %v, expected %v", c.low, c.high, labels, c.labels)
		}
	}
}
