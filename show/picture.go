package show

import (
	"bytes"
	"fmt"
	"image/color"
	"math"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/internal/palette"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

const (
	width  = 6.4 * vg.Inch
	height = 4.4 * vg.Inch
	border = 0.06 * vg.Inch
	beside = 0.3 * vg.Inch // room for half a label at the end of the axis
)

const sans = "Sans"

// SVG draws a picture, with the same bytes for the same numbers. It is an error if no point has a place on the axes.
func SVG(p claims.Picture) ([]byte, error) {
	frame := plot.New()
	frame.Title.Text, frame.X.Label.Text, frame.Y.Label.Text = p.Title, p.X, p.Y
	frame.Title.TextStyle.Font.Variant, frame.X.Label.TextStyle.Font.Variant, frame.Y.Label.TextStyle.Font.Variant = sans, sans, sans
	frame.X.Tick.Label.Font.Variant, frame.Y.Tick.Label.Font.Variant, frame.Legend.TextStyle.Font.Variant = sans, sans, sans
	frame.X.Tick.Marker, frame.Y.Tick.Marker = tenths{}, tenths{}
	if p.LogX {
		frame.X.Scale, frame.X.Tick.Marker = plot.LogScale{}, decades{}
	}
	if p.LogY {
		frame.Y.Scale, frame.Y.Tick.Marker = plot.LogScale{}, decades{}
	}
	frame.Add(plotter.NewGrid())
	drawn := 0
	for i, curve := range p.Curves {
		points := placed(curve, p.LogX, p.LogY)
		if len(points) == 0 {
			continue
		}
		if err := add(frame, curve, points, palette.OkabeIto[i%len(palette.OkabeIto)]); err != nil {
			return nil, err
		}
		drawn++
	}
	if drawn == 0 {
		return nil, fmt.Errorf("%s: no point to draw", p.Title)
	}
	placeLegend(frame, drawn)
	canvas := vgsvg.New(width, height)
	frame.Draw(draw.Crop(draw.New(canvas), border, -beside, border, -border))
	var text bytes.Buffer
	_, err := canvas.WriteTo(&text)
	return text.Bytes(), err
}

// placeLegend puts the legend between title and frame, where it hides no curve.
func placeLegend(frame *plot.Plot, lines int) {
	const line = 13
	frame.Legend.Top, frame.Legend.Left, frame.Legend.Padding = true, true, vg.Points(3)
	frame.Legend.YOffs = vg.Points(float64(line*lines) + 8)
	frame.Title.Padding = vg.Points(float64(line*lines) + 12)
}

// placed are the points of a curve that have a place on the axes.
func placed(c claims.Curve, logX, logY bool) plotter.XYs {
	var points plotter.XYs
	for i, x := range c.X {
		y := c.Y[i]
		if math.IsNaN(x+y) || math.IsInf(x, 0) || math.IsInf(y, 0) || logX && x <= 0 || logY && y <= 0 {
			continue
		}
		points = append(points, plotter.XY{X: x, Y: y})
	}
	return points
}

func add(frame *plot.Plot, c claims.Curve, points plotter.XYs, ink color.Color) error {
	line, marks, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	line.Color, line.Width = ink, vg.Points(1.5)
	marks.Color, marks.Radius = ink, vg.Points(2)
	frame.Add(marks)
	if c.Points {
		marks.Radius, marks.Shape = vg.Points(4), draw.CrossGlyph{}
		frame.Legend.Add(c.Name, marks)
	} else {
		frame.Add(line)
		frame.Legend.Add(c.Name, line)
	}
	return nil
}
