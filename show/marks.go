package show

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/palette"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// marks draws what is in a panel.
type marks struct {
	*Panel
	look
}

// dashes and shapes tell lines apart without colour.
var (
	dashes = [][]vg.Length{nil, {6, 3}, {2, 2}, {8, 3, 2, 3}, {4, 2}}
	shapes = []polygon{{corners: 24}, {corners: 4, turn: math.Pi / 4}, {corners: 3, turn: math.Pi / 2}, {corners: 4}, {corners: 3, turn: -math.Pi / 2}, {corners: 6}}
)

// polygon is a regular one as a marker. One of many corners is a circle.
type polygon struct {
	corners int
	turn    float64 // angle of the first corner
}

// around is the outline of a marker. Radii are those of circles that look as large.
func (p polygon) around(at vg.Point, radius vg.Length) (outline []vg.Point) {
	if p.corners < 6 {
		radius *= 1.25
	}
	for i := range p.corners {
		sin, cos := math.Sincos(p.turn + 2*math.Pi*float64(i)/float64(p.corners))
		outline = append(outline, vg.Point{X: at.X + radius*vg.Length(cos), Y: at.Y + radius*vg.Length(sin)})
	}
	return outline
}

// mark draws a point of a map, with an edge that makes light colours stand out.
func (l look) mark(c draw.Canvas, shape int, small bool, ink color.RGBA, at vg.Point) {
	radius := l.size * 0.35
	if small {
		radius *= 0.6
	}
	outline := shapes[shape%len(shapes)].around(at, radius)
	c.FillPolygon(ink, outline)
	c.StrokeLines(draw.LineStyle{Color: l.ink, Width: 0.4}, closed(outline))
}

// glyph draws a shape, filled or hollow.
func (l look) glyph(c draw.Canvas, shape int, hollow bool, ink color.RGBA, at vg.Point) {
	outline := shapes[shape%len(shapes)].around(at, l.size*0.3)
	fill := ink
	if hollow {
		fill = l.ground
	}
	c.FillPolygon(fill, outline)
	c.StrokeLines(draw.LineStyle{Color: ink, Width: 0.9}, closed(outline))
}

// maxMarked is the number of points up to which a line has markers.
const maxMarked = 40

// marked says whether the points of a line are marked.
func (l Line) marked() bool {
	return !l.Thin && l.Fill == 0 && !l.Smooth && (l.Points || len(l.X) <= maxMarked)
}

// inkOf, dashOf and shapeOf are those of a line. With more lines than colours, those of a colour differ in dashes and shapes.
func (m marks) inkOf(l Line) color.RGBA { return m.inks[l.Ink%len(m.inks)] }

func dashOf(l Line) []vg.Length {
	if l.Smooth {
		return nil
	}
	return dashes[(l.Ink+l.Ink/len(dashes))%len(dashes)]
}

func shapeOf(l Line) int { return l.Ink + l.Ink/len(dashes) }

// within draws cells, then bands, borders, lines and points.
func (m marks) within(c draw.Canvas, x, y func(float64) vg.Length) {
	for i := range m.Borders {
		m.corridor(c, x, y, i)
	}
	m.cells(c, x, y)
	for i := range m.Borders {
		m.middle(c, x, y, i)
	}
	for _, s := range m.Spans {
		m.span(c, x, s)
	}
	for _, l := range m.Lines {
		m.band(c, x, y, l)
	}
	for _, l := range m.Lines {
		m.line(c, x, y, l)
	}
}

// cells draws tiles with letters where they have room, or points with shapes.
func (m marks) cells(c draw.Canvas, x, y func(float64) vg.Length) {
	rising := slices.SortedStableFunc(slices.Values(m.Cells), func(a, b Cell) int { return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Bottom, b.Bottom)) })
	for _, cell := range rising {
		if cell.Left == cell.Right {
			m.mark(c, cell.Shape, cell.Small, cell.Ink, vg.Point{X: x(cell.X), Y: y(cell.Y)})
			continue
		}
		const seam = 0.8 // by which later tiles lie upon earlier ones, so that nothing shows between them
		c.FillPolygon(cell.Ink, rectangle(x(cell.Left), y(cell.Bottom), min(x(cell.Right)+seam, c.Max.X), min(y(cell.Top)+seam, c.Max.Y)))
	}
	for _, cell := range m.Cells {
		if cell.Left == cell.Right {
			continue
		}
		left, right, bottom, top := x(cell.Left), x(cell.Right), y(cell.Bottom), y(cell.Top)
		style := m.text(onto(cell.Ink), draw.XCenter)
		words := cmp.Or(cell.Value, cell.Letter)
		if style.Width(words) < 0.9*(right-left) && 0.9*m.size < top-bottom {
			at := vg.Point{X: (left + right) / 2, Y: (bottom + top) / 2}
			switch lies, barred := m.barred(cell); { // beside a bar, which ends in the middle of tiles
			case lies:
				at.Y += min(0.75*m.size, (top-bottom-0.8*m.size)/2)
			case barred:
				at.X -= min(0.7*m.size, (right-left-style.Width(words))/2)
			}
			c.FillText(style, at, words)
		}
	}
}

// barred says whether a bar stands in a tile, and whether it lies there.
func (m marks) barred(cell Cell) (lies, stands bool) {
	for _, b := range m.Borders {
		for k := range b.X {
			switch {
			case !b.Bars:
			case b.Upright && b.Y[k] > cell.Bottom && b.Y[k] < cell.Top && b.Low[k] < cell.Right && b.High[k] > cell.Left:
				return true, true
			case !b.Upright && b.X[k] > cell.Left && b.X[k] < cell.Right && b.Low[k] < cell.Top && b.High[k] > cell.Bottom:
				return false, true
			}
		}
	}
	return false, false
}

// border is the line of a border, told from others by its dashes.
func (m marks) border(i int) draw.LineStyle {
	return draw.LineStyle{Color: m.ink, Width: 1.2, Dashes: dashes[i%len(dashes)]}
}

// shadow is the colour of the interval of a border.
func (m marks) shadow() color.RGBA { return palette.Mix(m.ground, m.ink, 0.18) }

// corridor draws the band of the interval of a border.
func (m marks) corridor(c draw.Canvas, x, y func(float64) vg.Length, i int) {
	b := m.Borders[i]
	if b.Bars {
		return
	}
	place := func(k int, across float64) vg.Point {
		if b.Upright {
			return vg.Point{X: x(across), Y: y(b.Y[k])}
		}
		return vg.Point{X: x(b.X[k]), Y: y(across)}
	}
	draws := func(piece []int) {
		var outline []vg.Point
		for _, k := range piece {
			outline = append(outline, place(k, b.Low[k]))
		}
		for _, k := range slices.Backward(piece) {
			outline = append(outline, place(k, b.High[k]))
		}
		if len(piece) > 1 {
			c.FillPolygon(m.shadow(), c.ClipPolygonXY(outline))
		}
	}
	var piece []int
	for k := range b.X {
		if width := b.High[k] - b.Low[k]; width-width != 0 {
			draws(piece)
			piece = nil
			continue
		}
		piece = append(piece, k)
	}
	draws(piece)
}

// middle draws a border itself, upon a lighter line that makes it stand out from dark tiles.
func (m marks) middle(c draw.Canvas, x, y func(float64) vg.Length, i int) {
	b := m.Borders[i]
	var points []vg.Point
	var bars [][]vg.Point
	for k := range b.X {
		points = append(points, vg.Point{X: x(b.X[k]), Y: y(b.Y[k])})
		switch {
		case !b.Bars:
		case b.Upright:
			bars = append(bars, []vg.Point{{X: x(b.Low[k]), Y: y(b.Y[k])}, {X: x(b.High[k]), Y: y(b.Y[k])}})
		default:
			bars = append(bars, []vg.Point{{X: x(b.X[k]), Y: y(b.Low[k])}, {X: x(b.X[k]), Y: y(b.High[k])}})
		}
	}
	lighter, line := draw.LineStyle{Color: m.ground, Width: 3}, m.border(i)
	c.StrokeLines(lighter, c.ClipLinesXY(append(bars, points)...)...)
	c.StrokeLines(draw.LineStyle{Color: m.ink, Width: 1}, c.ClipLinesXY(bars...)...)
	c.StrokeLines(line, c.ClipLinesXY(points)...)
}

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
}

// caption writes words above the frame, with their middle at x as far as there is room.
func (m marks) caption(c draw.Canvas, x, y vg.Length, words string) {
	style := m.text(m.ink, draw.XCenter)
	half := style.Width(words) / 2
	x = max(min(x, m.width-m.margin-half), c.Min.X+half)
	c.FillText(style, vg.Point{X: x, Y: y}, words)
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

// sheer is a colour through which others are seen.
func sheer(ink color.RGBA, share float64) color.Color {
	return color.NRGBA{ink.R, ink.G, ink.B, uint8(math.Round(255 * share))}
}

func (m marks) band(c draw.Canvas, x, y func(float64) vg.Length, l Line) {
	if l.Low == nil {
		return
	}
	share := 0.18
	if l.Fill > 0 {
		share = l.Fill
	}
	for _, piece := range m.pieces(l) {
		var outline []vg.Point
		for _, i := range piece {
			outline = append(outline, vg.Point{X: x(l.X[i]), Y: y(l.High[i])})
		}
		for _, i := range slices.Backward(piece) {
			outline = append(outline, vg.Point{X: x(l.X[i]), Y: y(l.Low[i])})
		}
		c.FillPolygon(sheer(m.inkOf(l), share), outline)
	}
}

func (m marks) line(c draw.Canvas, x, y func(float64) vg.Length, l Line) {
	style := draw.LineStyle{Color: m.inkOf(l), Width: 1.3, Dashes: dashOf(l)}
	if l.Thin {
		style.Color, style.Width, style.Dashes = palette.Mix(m.ground, m.inkOf(l), 0.5), 0.4, nil
	}
	for _, piece := range m.pieces(Line{X: l.X, Y: l.Y}) {
		points := make([]vg.Point, len(piece))
		for k, i := range piece {
			points[k] = vg.Point{X: x(l.X[i]), Y: y(l.Y[i])}
		}
		if !l.Points && len(points) > 1 {
			c.StrokeLines(style, points)
		}
		for _, at := range points {
			if l.marked() {
				m.glyph(c, shapeOf(l), l.Points, m.inkOf(l), at)
			}
		}
	}
}

// sign draws a line as the legend and its name show it, in the width of a swatch.
func (m marks) sign(c draw.Canvas, l Line, left, y vg.Length) {
	if l.Fill > 0 {
		half := m.size / 2
		c.FillPolygon(palette.Mix(m.ground, m.inkOf(l), l.Fill), rectangle(left, y-half, left+m.swatch(), y+half))
	}
	if !l.Points {
		c.StrokeLines(draw.LineStyle{Color: m.inkOf(l), Width: 1.3, Dashes: dashOf(l)}, []vg.Point{{X: left, Y: y}, {X: left + m.swatch(), Y: y}})
	}
	if l.marked() {
		m.glyph(c, shapeOf(l), l.Points, m.inkOf(l), vg.Point{X: left + m.swatch()/2, Y: y})
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
		if l.Fill > 0 {
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
		left := c.Max.X + 0.4*m.size
		m.sign(c, n.line, left, n.y)
		c.FillText(m.text(m.ink, draw.XLeft), vg.Point{X: left + m.swatch() + 0.3*m.size, Y: n.y}, n.line.Name)
	}
}
