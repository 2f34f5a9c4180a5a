package show

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/sim"
)

// A picture drawn twice has the same bytes. Points without a place are left out, and so are the names of curves that have only such. Its map
// shows the most frequent regime of a place.
func TestPhenomenon(t *testing.T) {
	o := &claims.Outcome{Row: &claims.Row{Name: "loss", Scenarios: []string{"scaling"}}, Picture: claims.Picture{
		Title: "Loss", X: "parameters", Y: "nats", LogX: true, Curves: []claims.Curve{
			{Name: "simulated", X: []float64{0, 1e3, 1e6, 1e7}, Y: []float64{1, 3, 2, math.Inf(1)}},
			{Name: "nowhere", X: []float64{-1}, Y: []float64{1}},
			{Name: "published", X: []float64{1e4}, Y: []float64{2.5}, Points: true},
		},
	}}
	drawn := func() string {
		first, err := Phenomenon(o).File(SVGFormat, Style{Columns: 2})
		if err != nil {
			t.Fatal(err)
		}
		second, err := Phenomenon(o).File(SVGFormat, Style{Columns: 2})
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("drawn again: %v, other bytes", err)
		}
		return string(first)
	}
	svg := drawn()
	for _, text := range []string{">Loss<", ">parameters<", ">nats<", ">simulated<", ">published<", ">1,000<", ">1,000,000<", "circsim reproduce loss"} {
		if !strings.Contains(svg, text) {
			t.Errorf("no %s in %s", text, svg)
		}
	}
	for _, text := range []string{">nowhere<", ">10,000,000<", "NaN", "Inf"} {
		if strings.Contains(svg, text) {
			t.Errorf("%s is drawn", text)
		}
	}
	o.Picture.Curves = o.Picture.Curves[:1]
	o.Picture.Map = []claims.Place{
		{X: 1e3, Y: 1, Regimes: []sim.Regime{sim.Grokking, sim.Grokking, sim.Confusion}}, {X: 1e4, Y: 1, Regimes: []sim.Regime{sim.Confusion}},
		{X: 1e3, Y: 2, Regimes: []sim.Regime{sim.Grokking}}, {X: 1e4, Y: 2, Regimes: []sim.Regime{sim.Grokking}},
	}
	svg = drawn()
	for _, text := range []string{">g<", ">G<", ">X<", ">grokking<", ">confusion<", "seeds disagree"} {
		if !strings.Contains(svg, text) {
			t.Errorf("no %s on the map", text)
		}
	}
}
