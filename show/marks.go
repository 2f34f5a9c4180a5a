package show

import (
	"image/color"
	"slices"

	"github.com/circsim/circsim/internal/palette"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// marks draws what is in a panel.
type marks struct {
	*Panel
	look
	lettered bool
}

var _ plot.Plotter = marks{}

// dashes and shapes tell lines apart without colour.
var (
	dashes = [][]vg.Length{nil, {6, 3}, {2, 2}, {8, 3, 2, 3}, {4, 2}}
	shapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.SquareGlyph{}, draw.TriangleGlyph{}, draw.RingGlyph{}, draw.PyramidGlyph{}}
)

// maxMarked is the number of points up to which a line has markers.
const maxMarked = 40

// Plot draws bands, then cells, lines and their names.
func (m marks) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	m.cells(c, x, y)
	for _, s := range m.Spans {
		m.span(c, x, s)
	}
	for _, l := range m.Lines {
		m.band(c, x, y, l)
	}
	for _, l := range m.Lines {
		m.line(c, x, y, l)
	}
	m.names(c, y)
}

func (m marks) inkOf(l Line) color.RGBA { return m.inks[l.Ink%len(m.inks)] }

// cells draws tiles or points, with letters as dense as they can be read.
func (m marks) cells(c draw.Canvas, x, y func(float64) vg.Length) {
	var lettered []vg.Point
	for _, cell := range m.Cells {
		at := vg.Point{X: x(cell.X), Y: y(cell.Y)}
		half := m.size * 0.6
		box := rectangle(at.X-half, at.Y-half, at.X+half, at.Y+half)
		tiled := cell.Left < cell.Right
		if tiled {
			box = rectangle(x(cell.Left), y(cell.Bottom), x(cell.Right), y(cell.Top))
			at = vg.Point{X: (box[0].X + box[1].X) / 2, Y: (box[0].Y + box[2].Y) / 2}
		}
		c.FillPolygon(cell.Ink, box)
		if tiled { // hides the seams between tiles
			c.StrokeLines(draw.LineStyle{Color: cell.Ink, Width: 0.3}, closed(box))
		} else {
			c.StrokeLines(draw.LineStyle{Color: m.ink, Width: 0.3}, closed(box))
		}
		near := func(p vg.Point) bool { return abs(p.X-at.X) < 1.1*m.size && abs(p.Y-at.Y) < 1.1*m.size }
		if m.lettered && !slices.ContainsFunc(lettered, near) {
			lettered = append(lettered, at)
		}
	}
	for _, cell := range m.Cells {
		at := vg.Point{X: x(cell.X), Y: y(cell.Y)}
		if cell.Left < cell.Right {
			at = vg.Point{X: (x(cell.Left) + x(cell.Right)) / 2, Y: (y(cell.Bottom) + y(cell.Top)) / 2}
		}
		if slices.Contains(lettered, at) {
			c.FillText(m.text(onto(cell.Ink), draw.XCenter), at, cell.Letter)
		}
	}
}

func abs(x vg.Length) vg.Length { return max(x, -x) }

// span draws an interval of the X axis over the whole height.
func (m marks) span(c draw.Canvas, x func(float64) vg.Length, s Span) {
	low, high := max(x(s.Low), c.Min.X), min(x(s.High), c.Max.X)
	c.FillPolygon(palette.Mix(m.ground, m.ink, 0.12), rectangle(low, c.Min.Y, high, c.Max.Y))
	edge := draw.LineStyle{Color: m.ink, Width: 0.6, Dashes: []vg.Length{1, 2}}
	for _, at := range []vg.Length{low, high} {
		c.StrokeLines(edge, []vg.Point{{X: at, Y: c.Min.Y}, {X: at, Y: c.Max.Y}})
	}
	if s.At == s.At {
		c.StrokeLines(draw.LineStyle{Color: m.ink, Width: 0.8}, []vg.Point{{X: x(s.At), Y: c.Min.Y}, {X: x(s.At), Y: c.Max.Y}})
	}
	at, align := vg.Point{X: high + m.size/2, Y: (c.Min.Y + c.Max.Y) / 2}, draw.XLeft
	if high > (c.Min.X+c.Max.X)/2 {
		at.X, align = low-m.size/2, draw.XRight
	}
	c.FillText(m.text(m.ink, align), at, s.Name)
}

// pieces are the stretches of a line whose points all have a place.
func (m marks) pieces(l Line) (runs [][]int) {
	open := false
	for i := range l.X {
		placed := m.placed(l.X[i], l.Y[i]) && (l.Low == nil || m.placed(l.X[i], l.Low[i]) && m.placed(l.X[i], l.High[i]))
		if placed && !open {
			runs = append(runs, nil)
		}
		if open = placed; placed {
			runs[len(runs)-1] = append(runs[len(runs)-1], i)
		}
	}
	return runs
}

func (m marks) band(c draw.Canvas, x, y func(float64) vg.Length, l Line) {
	if l.Low == nil {
		return
	}
	share := 0.18
	if l.Fill {
		share = 0.6
	}
	for _, piece := range m.pieces(l) {
		var outline []vg.Point
		for _, i := range piece {
			outline = append(outline, vg.Point{X: x(l.X[i]), Y: y(l.High[i])})
		}
		for _, i := range slices.Backward(piece) {
			outline = append(outline, vg.Point{X: x(l.X[i]), Y: y(l.Low[i])})
		}
		c.FillPolygon(palette.Mix(m.ground, m.inkOf(l), share), outline)
	}
}

func (m marks) line(c draw.Canvas, x, y func(float64) vg.Length, l Line) {
	style := draw.LineStyle{Color: m.inkOf(l), Width: 1.3, Dashes: dashes[l.Ink%len(dashes)]}
	if l.Thin {
		style.Color, style.Width, style.Dashes = palette.Mix(m.ground, m.inkOf(l), 0.5), 0.4, nil
	}
	glyph := draw.GlyphStyle{Color: m.inkOf(l), Radius: m.size / 4, Shape: shapes[l.Ink%len(shapes)]}
	if l.Points {
		glyph.Shape, glyph.Radius = draw.CrossGlyph{}, m.size/2.5
	}
	for _, piece := range m.pieces(Line{X: l.X, Y: l.Y}) {
		points := make([]vg.Point, len(piece))
		for k, i := range piece {
			points[k] = vg.Point{X: x(l.X[i]), Y: y(l.Y[i])}
			if !l.Thin && !l.Fill && (l.Points || len(l.X) <= maxMarked) {
				c.DrawGlyph(glyph, points[k])
			}
		}
		if !l.Points && len(points) > 1 {
			c.StrokeLines(style, points)
		}
	}
}

// names writes the names of lines beside their right ends, one below the other.
func (m marks) names(c draw.Canvas, y func(float64) vg.Length) {
	type name struct {
		line Line
		y    vg.Length
	}
	var list []name
	for _, l := range m.Lines {
		at := -1
		for i := range l.X {
			if m.placed(l.X[i], l.Y[i]) && (at < 0 || l.X[i] >= l.X[at]) {
				at = i
			}
		}
		if at < 0 || l.Name == "" {
			continue
		}
		place := l.Y[at]
		if l.Fill {
			place = (l.Low[at] + l.High[at]) / 2
		}
		list = append(list, name{l, y(place)})
	}
	slices.SortStableFunc(list, func(a, b name) int {
		switch {
		case a.y > b.y:
			return -1
		case a.y < b.y:
			return 1
		}
		return 0
	})
	for i := 1; i < len(list); i++ {
		list[i].y = min(list[i].y, list[i-1].y-m.lineSkip)
	}
	if n := len(list); n > 0 && list[n-1].y < c.Min.Y {
		list[n-1].y = c.Min.Y
		for i := n - 2; i >= 0; i-- {
			list[i].y = max(list[i].y, list[i+1].y+m.lineSkip)
		}
	}
	for _, n := range list {
		from := vg.Point{X: c.Max.X + 0.3*m.size, Y: n.y}
		to := vg.Point{X: from.X + 1.1*m.size, Y: n.y}
		if n.line.Points {
			c.DrawGlyph(draw.GlyphStyle{Color: m.inkOf(n.line), Radius: m.size / 2.5, Shape: draw.CrossGlyph{}}, vg.Point{X: (from.X + to.X) / 2, Y: n.y})
		} else {
			c.StrokeLines(draw.LineStyle{Color: m.inkOf(n.line), Width: 1.3, Dashes: dashes[n.line.Ink%len(dashes)]}, []vg.Point{from, to})
		}
		c.FillText(m.text(m.ink, draw.XLeft), vg.Point{X: to.X + 0.3*m.size, Y: n.y}, n.line.Name)
	}
}
