package show

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/sim"
)

// Phenomenon is the picture of a phenomenon as a figure.
func Phenomenon(o *claims.Outcome) *Figure {
	p := o.Picture
	panel := Panel{X: Axis{Label: p.X, Log: p.LogX}, Y: Axis{Label: p.Y, Log: p.LogY}}
	if !p.LogY && (strings.Contains(p.Y, "accuracy") || strings.Contains(p.Y, "share")) {
		panel.Y.Holds = []float64{0, 1}
	}
	figure := &Figure{Title: p.Title, Source: "scenarios " + strings.Join(o.Row.Scenarios, ", ") + ", circsim reproduce " + o.Row.Name}
	seeds := 0
	for _, c := range p.Curves {
		if c.Low != nil {
			seeds = max(seeds, c.Seeds)
		}
		if len(p.Map) > 0 && !c.Points {
			panel.Borders = append(panel.Borders, acrossMap(c))
			continue
		}
		panel.Lines = append(panel.Lines, Line{Name: c.Name, X: c.X, Y: c.Y, Low: c.Low, High: c.High, Ink: c.Ink, Points: c.Points})
	}
	if seeds > 0 {
		figure.Note = "Bands: " + stat.BandWords(seeds) + "."
	}
	if len(p.Map) > 0 {
		var xs, ys []float64
		var of [][]sim.Regime
		for _, place := range p.Map {
			panel.Cells = append(panel.Cells, Cell{X: place.X, Y: place.Y})
			xs, ys, of = append(xs, place.X), append(ys, place.Y), append(of, place.Regimes)
		}
		tile(&panel, valuesOf(xs), valuesOf(ys))
		figure.Note = strings.TrimSpace(colourRegimes(&panel, of, true) + " " + figure.Note)
	}
	figure.Panels = []Panel{panel}
	return figure
}

// acrossMap is a curve as a line that stands out from the tiles of a map.
func acrossMap(c claims.Curve) Border {
	b := Border{Name: c.Name}
	for i := range c.X {
		if at := c.X[i] + c.Y[i]; at-at == 0 {
			b.X, b.Y = append(b.X, c.X[i]), append(b.Y, c.Y[i])
			b.Low, b.High = append(b.Low, math.NaN()), append(b.High, math.NaN())
		}
	}
	return b
}
