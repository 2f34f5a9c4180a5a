package show

import (
	"bytes"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Picture is curves in one frame.
type Picture struct {
	Title, X, Y string // axes with their units
	LogX, LogY  bool
	Lines       []Line
}

// Line is a curve, or single points. Points that have no place, such as infinite ones or those not above 0 on a logarithmic axis,
// are left out.
type Line struct {
	Name   string
	X, Y   []float64
	Points bool // markers without a line: measured values
}

// Size of a picture.
const (
	width  = 6.4 * vg.Inch
	height = 4.4 * vg.Inch
	border = 0.06 * vg.Inch
	beside = 0.3 * vg.Inch // room for half a label at the end of the axis
)

const sans = "Sans"

// palette is Okabe and Ito's, told apart by people who see fewer colours.
var palette = []color.Color{
	color.RGBA{0, 114, 178, 255}, color.RGBA{213, 94, 0, 255}, color.RGBA{0, 158, 115, 255}, color.RGBA{204, 121, 167, 255},
	color.RGBA{86, 180, 233, 255}, color.RGBA{230, 159, 0, 255}, color.RGBA{0, 0, 0, 255},
}

// SVG draws the picture. The error says that no point has a place.
func (p Picture) SVG() ([]byte, error) {
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
	for i, line := range p.Lines {
		points := p.placed(line)
		if len(points) == 0 {
			continue
		}
		if err := add(frame, line, points, palette[i%len(palette)]); err != nil {
			return nil, err
		}
		drawn++
	}
	if drawn == 0 {
		return nil, fmt.Errorf("%s: no point to draw", p.Title)
	}
	aboveFrame(frame, drawn)
	canvas := vgsvg.New(width, height)
	frame.Draw(draw.Crop(draw.New(canvas), border, -beside, border, -border))
	var text bytes.Buffer
	_, err := canvas.WriteTo(&text)
	return text.Bytes(), err
}

// aboveFrame puts the legend between title and frame, where it hides no curve.
func aboveFrame(frame *plot.Plot, lines int) {
	const line = 13
	frame.Legend.Top, frame.Legend.Left, frame.Legend.Padding = true, true, vg.Points(3)
	frame.Legend.YOffs = vg.Points(float64(line*lines) + 8)
	frame.Title.Padding = vg.Points(float64(line*lines) + 12)
}

func (p Picture) placed(line Line) plotter.XYs {
	var points plotter.XYs
	for i := range line.X {
		x, y := line.X[i], line.Y[i]
		if math.IsNaN(x+y) || math.IsInf(x, 0) || math.IsInf(y, 0) || p.LogX && x <= 0 || p.LogY && y <= 0 {
			continue
		}
		points = append(points, plotter.XY{X: x, Y: y})
	}
	return points
}

func add(frame *plot.Plot, line Line, points plotter.XYs, ink color.Color) error {
	curve, marks, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	curve.Color, curve.Width = ink, vg.Points(1.5)
	marks.Color, marks.Radius = ink, vg.Points(2)
	things := []plot.Thumbnailer{curve}
	frame.Add(marks)
	if line.Points {
		marks.Radius, marks.Shape = vg.Points(4), draw.CrossGlyph{}
		things = []plot.Thumbnailer{marks}
	} else {
		frame.Add(curve)
	}
	if line.Name != "" {
		frame.Legend.Add(line.Name, things...)
	}
	return nil
}
