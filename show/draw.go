package show

import (
	"image/color"
	"math"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Style is how a figure looks.
type Style struct {
	Dark    bool
	Columns int // of a page of two columns that the figure takes, 1 or 2
}

// look is a style worked out.
type look struct {
	width            vg.Length
	panel            vg.Length // height of a panel
	size             font.Length
	ground, ink      color.RGBA
	faint            color.RGBA // of grids
	inks             []color.RGBA
	margin, lineSkip vg.Length
}

func (s Style) look(panels int) look {
	l := look{width: 7 * vg.Inch, panel: 3.4 * vg.Inch, size: 9, ground: palette.Paper, ink: palette.Night, inks: palette.OnLight}
	if s.Columns == 1 {
		l.width, l.panel, l.size = 3.4*vg.Inch, 2.3*vg.Inch, 7.5
	}
	if panels > 1 {
		l.panel *= 0.62 // the longest label of an axis still fits
	}
	if s.Dark {
		l.ground, l.ink, l.inks = palette.Night, color.RGBA{235, 235, 235, 255}, palette.OnDark
	}
	l.faint = palette.Mix(l.ground, l.ink, 0.13)
	l.margin, l.lineSkip = 6, 1.3*l.size
	return l
}

// text is the style of text of a colour.
func (l look) text(ink color.Color, x draw.XAlignment) draw.TextStyle {
	face := plot.DefaultFont
	face.Variant, face.Size = sans, l.size
	return draw.TextStyle{Color: ink, Font: face, XAlign: x, YAlign: draw.YCenter, Handler: plot.DefaultTextHandler}
}

// fill breaks text into lines that fit the figure.
func (l look) fill(words string) []string {
	if words == "" {
		return nil
	}
	style := l.text(l.ink, draw.XLeft)
	letters := int(float64(l.width-2*l.margin) / float64(style.Width("n")))
	return text.Fill(strings.Fields(words), " ", letters)
}

// height is that of the whole figure, and of what stands above and below its panels.
func (l look) height(f *Figure) (whole, above, below vg.Length) {
	above = l.margin + l.size/2 + l.lineSkip*vg.Length(len(l.fill(f.Title))+len(l.legend(f)))
	below = l.margin + l.lineSkip*vg.Length(len(l.fill(f.Note)))
	return above + l.panel*vg.Length(len(f.Panels)) + below, above, below
}

// swatch is the width of a key's colour.
func (l look) swatch() vg.Length { return 1.4 * l.size }

// legend breaks the keys of a map into rows.
func (l look) legend(f *Figure) (rows [][]Key) {
	style := l.text(l.ink, draw.XLeft)
	room := vg.Length(0)
	for _, k := range f.Panels[0].Keys {
		need := l.swatch() + style.Width(k.Name) + 2*l.size
		if len(rows) == 0 || need > room {
			rows, room = append(rows, nil), l.width-2*l.margin
		}
		room -= need
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
	}
	return rows
}

// onto draws the figure on a canvas of its size.
func (f *Figure) onto(c vg.CanvasSizer, l look) {
	whole, above, below := l.height(f)
	page := draw.New(c)
	page.FillPolygon(l.ground, []vg.Point{{}, {X: l.width}, {X: l.width, Y: whole}, {Y: whole}})
	y := whole - l.margin - l.lineSkip/2
	left := l.text(l.ink, draw.XLeft)
	for _, line := range l.fill(f.Title) {
		page.FillText(left, vg.Point{X: l.margin, Y: y}, line)
		y -= l.lineSkip
	}
	lettered := !f.shaded()
	for _, row := range l.legend(f) {
		x := l.margin
		for _, k := range row {
			half := l.size / 2
			page.FillPolygon(k.Ink, rectangle(x, y-half, x+l.swatch(), y+half))
			page.StrokeLines(draw.LineStyle{Color: l.ink, Width: 0.4}, closed(rectangle(x, y-half, x+l.swatch(), y+half)))
			if lettered {
				page.FillText(l.text(onto(k.Ink), draw.XCenter), vg.Point{X: x + l.swatch()/2, Y: y}, k.Letter)
			}
			page.FillText(left, vg.Point{X: x + l.swatch() + l.size/2, Y: y}, k.Name)
			x += l.swatch() + left.Width(k.Name) + 2*l.size
		}
		y -= l.lineSkip
	}
	y = below - l.lineSkip/2
	for _, line := range l.fill(f.Note) {
		page.FillText(left, vg.Point{X: l.margin, Y: y}, line)
		y -= l.lineSkip
	}
	beside := l.size * 2
	var frames []*plot.Plot
	for i := range f.Panels {
		frames = append(frames, l.frame(&f.Panels[i], lettered))
		for _, line := range f.Panels[i].Lines {
			beside = max(beside, left.Width(line.Name)+2.2*l.size)
		}
		if i > 0 && f.Panels[i].X.Label == f.Panels[i-1].X.Label {
			frames[i-1].X.Label.Text = "" // said once, below the last panel
		}
	}
	tiles := draw.Tiles{Rows: len(frames), Cols: 1, PadY: l.size}
	area := draw.Crop(page, l.margin, -beside, below, -above)
	widest := vg.Length(0) // of what stands left of the frames
	indents := make([]vg.Length, len(frames))
	for i, frame := range frames {
		tile := tiles.At(area, 0, i)
		indents[i] = frame.DataCanvas(tile).Min.X - tile.Min.X
		widest = max(widest, indents[i])
	}
	for i, frame := range frames {
		frame.Draw(draw.Crop(tiles.At(area, 0, i), widest-indents[i], 0, 0, 0))
	}
}

// shaded says whether the cells are shades of a quantity and not letters of regimes.
func (f *Figure) shaded() bool {
	keys := f.Panels[0].Keys
	return len(keys) > 0 && strings.Trim(keys[0].Letter, "0123456789") == ""
}

// frame is a panel as a plot.
func (l look) frame(p *Panel, lettered bool) *plot.Plot {
	frame := plot.New()
	frame.BackgroundColor = l.ground
	for _, axis := range []struct {
		*plot.Axis
		of Axis
	}{{&frame.X, p.X}, {&frame.Y, p.Y}} {
		axis.Color, axis.Tick.Color, axis.Label.TextStyle.Color, axis.Tick.Label.Color = l.ink, l.ink, l.ink, l.ink
		axis.Label.TextStyle.Font.Variant, axis.Tick.Label.Font.Variant = sans, sans
		axis.Label.TextStyle.Font.Size, axis.Tick.Label.Font.Size = l.size, l.size
		axis.Label.Text, axis.Tick.Marker = axis.of.Label, steps{}
		switch {
		case axis.of.Names != nil:
			var ticks plot.ConstantTicks
			for i, name := range axis.of.Names {
				ticks = append(ticks, plot.Tick{Value: float64(i), Label: name})
			}
			axis.Tick.Marker = ticks
		case axis.of.Log:
			axis.Scale, axis.Tick.Marker = plot.LogScale{}, decades{}
		}
	}
	if len(p.Cells) == 0 {
		grid := plotter.NewGrid()
		grid.Horizontal.Color, grid.Vertical.Color = l.faint, l.faint
		grid.Horizontal.Width, grid.Vertical.Width = 0.5, 0.5
		frame.Add(grid)
	}
	frame.Add(marks{p, l, lettered})
	frame.X.Min, frame.X.Max, frame.Y.Min, frame.Y.Max = limits(p)
	return frame
}

// limits are the ends of the axes: those of what is drawn, or a little beyond where they are one.
func limits(p *Panel) (left, right, bottom, top float64) {
	left, right, bottom, top = p.extent()
	if left == right {
		left, right = p.X.off(p.X.on(left)-0.5), p.X.off(p.X.on(right)+0.5)
	}
	if len(p.Cells) == 0 { // room for lines at the edge
		room := (p.Y.on(top) - p.Y.on(bottom)) * 0.04
		bottom, top = p.Y.off(p.Y.on(bottom)-room), p.Y.off(p.Y.on(top)+room)
	}
	if bottom == top || math.IsNaN(top) {
		bottom, top = p.Y.off(p.Y.on(bottom)-0.5), p.Y.off(p.Y.on(bottom)+0.5)
	}
	return left, right, bottom, top
}

func rectangle(left, bottom, right, top vg.Length) []vg.Point {
	return []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}}
}

func closed(points []vg.Point) []vg.Point { return append(points, points[0]) }
