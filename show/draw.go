package show

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
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
	frame            vg.Length // height of the frame of a panel
	size             font.Length
	ground, ink      color.RGBA
	faint            color.RGBA // of grids
	inks             []color.RGBA
	margin, lineSkip vg.Length
}

func (s Style) look(panels int) look {
	heights := [][]vg.Length{{2.2, 1.35, 1.1, 0.95}, {3.3, 1.9, 1.55, 1.3}}[min(s.Columns, 2)-1]
	l := look{width: 7 * vg.Inch, size: 9, ground: palette.Paper, ink: palette.Night, inks: palette.OnLight}
	if s.Columns == 1 {
		l.width, l.size = 3.4*vg.Inch, 7.5
	}
	l.frame = heights[min(panels, len(heights))-1] * vg.Inch
	if s.Dark {
		l.ground, l.ink, l.inks = palette.Night, color.RGBA{235, 235, 235, 255}, palette.OnDark
	}
	l.faint = palette.Mix(l.ground, l.ink, 0.13)
	l.margin, l.lineSkip = 6, 1.3*l.size
	return l
}

const sans = "Sans"

// text is the style of text of a colour.
func (l look) text(ink color.Color, x draw.XAlignment) draw.TextStyle {
	face := plot.DefaultFont
	face.Variant, face.Size = sans, l.size
	return draw.TextStyle{Color: ink, Font: face, XAlign: x, YAlign: draw.YCenter, Handler: plot.DefaultTextHandler}
}

// heading is the style of titles.
func (l look) heading() draw.TextStyle {
	style := l.text(l.ink, draw.XLeft)
	style.Font.Size *= 1.15
	return style
}

// fill breaks text into lines that fit the figure.
func (l look) fill(words string, style draw.TextStyle) []string {
	if words == "" {
		return nil
	}
	letters := int(float64(len(words)) * float64((l.width-2*l.margin)/style.Width(words)))
	for ; ; letters-- {
		lines := text.Fill(strings.Fields(words), " ", letters)
		fits := true
		for _, line := range lines {
			fits = fits && (style.Width(line) <= l.width-2*l.margin || !strings.Contains(line, " "))
		}
		if fits {
			return lines
		}
	}
}

// superscript is the size of an exponent, and how far it is raised, as shares of the size of its base.
const (
	superscript = 0.75
	raised      = 0.35
)

// wide is the width of a label.
func (l look) wide(words label) vg.Length {
	style := l.text(l.ink, draw.XLeft)
	width := style.Width(words.base)
	style.Font.Size *= superscript
	return width + style.Width(words.exponent)
}

// number writes a label. x is its left end, middle or right end, by the alignment.
func (l look) number(c draw.Canvas, words label, align draw.XAlignment, at vg.Point) {
	at.X += l.wide(words) * vg.Length(align)
	style := l.text(l.ink, draw.XLeft)
	c.FillText(style, at, words.base)
	at.X += style.Width(words.base)
	at.Y += raised * l.size
	style.Font.Size *= superscript
	c.FillText(style, at, words.exponent)
}

// page is a figure that is laid out: what stands where.
type page struct {
	*Figure
	look
	style
	title, note []string
	keys        [][]entry // rows of the legend
	beside      bool      // the names of lines stand beside them, not in the legend
	panels      []frame
	height      vg.Length
}

// frame is the place of a panel, with its axes.
type frame struct {
	*Panel
	left, right, bottom, top float64 // ends of the axes
	x, y                     scale
	area                     vg.Rectangle // within the axes
	numbered, labelled       bool         // the X axis has numbers, and a label
}

// entry is what the legend explains.
type entry struct {
	name string
	draw func(c draw.Canvas, left, y vg.Length) // in the width of a swatch
}

// swatch is the width of the sign of an entry.
func (l look) swatch() vg.Length { return 1.8 * l.size }

// mostBeside is the share of the width of a figure that names beside lines may take.
const mostBeside = 0.3

// lay puts everything into its place.
func lay(f *Figure, s Style) *page {
	l := s.look(len(f.Panels))
	p := &page{Figure: f, look: l, style: styleOf(f), beside: true}
	p.title, p.note = l.fill(f.Title, l.heading()), l.fill(strings.TrimSpace(f.Note+" "+f.Fine), l.text(l.ink, draw.XLeft))
	for i := range f.Panels {
		left, right, bottom, top := limits(&f.Panels[i])
		p.panels = append(p.panels, frame{Panel: &f.Panels[i], left: left, right: right, bottom: bottom, top: top})
	}
	p.share()
	name := l.text(l.ink, draw.XLeft)
	const least = 2.2 // letters, for half of the last number
	right := least * l.size
	for _, panel := range f.Panels {
		for _, line := range panel.Lines {
			if line.Name != "" {
				right = max(right, name.Width(line.Name)+l.swatch()+0.8*l.size)
			}
		}
	}
	if right > mostBeside*l.width {
		p.beside, right = false, least*l.size
	}
	p.keys = p.flow(p.entries())
	left := vg.Length(0)
	for i := range p.panels {
		q := &p.panels[i]
		q.y = scale{q.Y, q.bottom, q.top, l.frame, p.style, func(label) vg.Length { return 1.5 * l.size }}
		for _, t := range q.y.ticks() {
			left = max(left, l.wide(t.words))
		}
	}
	left += l.margin + 2.6*l.size
	if p.twoLines() {
		left += l.lineSkip
	}
	width := l.width - left - right - l.margin/2
	y := l.margin + l.lineSkip*vg.Length(len(p.title)+len(p.keys)) + 0.7*l.size // from the top
	for i := range p.panels {
		q := &p.panels[i]
		last := i == len(p.panels)-1
		q.numbered = last || p.panels[i+1].X.Label != q.X.Label
		q.labelled = q.numbered
		q.x = scale{q.X, q.left, q.right, width, p.style, func(words label) vg.Length { return l.wide(words) + 0.8*l.size }}
		if q.Heading != "" {
			y += l.lineSkip
		}
		y += l.lineSkip * vg.Length(len(q.Spans))
		q.area = vg.Rectangle{Min: vg.Point{X: left, Y: y + l.frame}, Max: vg.Point{X: left + width, Y: y}}
		y += l.frame + 0.9*l.size
		if q.numbered {
			y += 2.6 * l.size
		}
	}
	p.height = y + l.lineSkip*vg.Length(len(p.note)) + l.margin/2
	for i := range p.panels { // from the bottom, as canvases count
		a := &p.panels[i].area
		a.Min.Y, a.Max.Y = p.height-a.Min.Y, p.height-a.Max.Y
	}
	return p
}

// share gives panels one below the other that have the same X axis the same range.
func (p *page) share() {
	for i := range p.panels {
		for k := range p.panels {
			if a, b := &p.panels[i], &p.panels[k]; a.X.Label == b.X.Label && a.X.Log == b.X.Log {
				a.left, a.right = min(a.left, b.left), max(a.right, b.right)
			}
		}
	}
}

// twoLines says whether a label of a Y axis is too long for its frame, so that its unit goes to a line of its own.
func (p *page) twoLines() bool {
	style := p.text(p.ink, draw.XCenter)
	for _, q := range p.panels {
		if strings.Contains(q.Y.Label, " (") && style.Width(q.Y.Label) > p.frame+p.size {
			return true
		}
	}
	return false
}

// entries are what the legend of the figure explains: cells, borders, and lines whose names do not stand beside them.
func (p *page) entries() (list []entry) {
	half := p.size / 2
	known := map[string]bool{}
	add := func(name string, sign func(c draw.Canvas, left, y vg.Length)) {
		if name != "" && !known[name] {
			known[name] = true
			list = append(list, entry{name, sign})
		}
	}
	for _, k := range p.Panels[0].Keys {
		add(k.Name, func(c draw.Canvas, left, y vg.Length) {
			if k.Shaped {
				p.mark(c, k.Shape, false, k.Ink, vg.Point{X: left + p.swatch()/2, Y: y})
				return
			}
			box := rectangle(left, y-half, left+p.swatch(), y+half)
			c.FillPolygon(k.Ink, box)
			c.StrokeLines(draw.LineStyle{Color: p.ink, Width: 0.4}, closed(box))
			if !k.Shade {
				c.FillText(p.text(onto(k.Ink), draw.XCenter), vg.Point{X: left + p.swatch()/2, Y: y}, k.Letter)
			}
		})
	}
	for i := range p.Panels {
		m := marks{&p.Panels[i], p.look}
		for k, b := range m.Borders {
			add(b.Name, func(c draw.Canvas, left, y vg.Length) {
				if !b.Bars && slices.ContainsFunc(b.Low, func(low float64) bool { return low == low }) {
					c.FillPolygon(m.shadow(), rectangle(left, y-half*0.8, left+p.swatch(), y+half*0.8))
				}
				c.StrokeLines(m.border(k), []vg.Point{{X: left, Y: y}, {X: left + p.swatch(), Y: y}})
			})
		}
		for _, line := range m.Lines {
			if !p.beside && len(m.pieces(Line{X: line.X, Y: line.Y})) > 0 {
				add(line.Name, func(c draw.Canvas, left, y vg.Length) { m.sign(c, line, left, y) })
			}
		}
	}
	return list
}

// flow breaks the entries of the legend into rows.
func (p *page) flow(list []entry) (rows [][]entry) {
	style := p.text(p.ink, draw.XLeft)
	room := vg.Length(0)
	for _, e := range list {
		need := p.swatch() + style.Width(e.name) + 2*p.size
		if len(rows) == 0 || need > room {
			rows, room = append(rows, nil), p.width-2*p.margin
		}
		room -= need
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
	}
	return rows
}

// onto draws the page on a canvas of its size.
func (p *page) onto(canvas vg.CanvasSizer) {
	c := draw.New(canvas)
	c.FillPolygon(p.ground, rectangle(0, 0, p.width, p.height))
	y := p.height - p.margin - p.lineSkip/2
	left := p.text(p.ink, draw.XLeft)
	for _, line := range p.title {
		c.FillText(p.heading(), vg.Point{X: p.margin, Y: y}, line)
		y -= p.lineSkip
	}
	for _, row := range p.keys {
		x := p.margin
		for _, e := range row {
			e.draw(c, x, y)
			c.FillText(left, vg.Point{X: x + p.swatch() + p.size/2, Y: y}, e.name)
			x += p.swatch() + left.Width(e.name) + 2*p.size
		}
		y -= p.lineSkip
	}
	for i := range p.panels {
		p.panel(c, &p.panels[i])
	}
	y = p.margin/2 + p.lineSkip*(vg.Length(len(p.note))-0.5)
	for _, line := range p.note {
		c.FillText(left, vg.Point{X: p.margin, Y: y}, line)
		y -= p.lineSkip
	}
}

// panel draws the axes of a panel and what is within them.
func (p *page) panel(c draw.Canvas, q *frame) {
	a := q.area
	x := func(v float64) vg.Length { return a.Min.X + q.x.at(v) }
	y := func(v float64) vg.Length { return a.Min.Y + q.y.at(v) }
	line := draw.LineStyle{Color: p.ink, Width: 0.6}
	grid := draw.LineStyle{Color: p.faint, Width: 0.5}
	const long, short = 4, 2.5
	across, up := q.x.ticks(), q.y.ticks()
	if len(q.Cells) == 0 {
		for _, t := range across {
			if t.words != (label{}) {
				c.StrokeLines(grid, []vg.Point{{X: x(t.at), Y: a.Min.Y}, {X: x(t.at), Y: a.Max.Y}})
			}
		}
		for _, t := range up {
			if t.words != (label{}) {
				c.StrokeLines(grid, []vg.Point{{X: a.Min.X, Y: y(t.at)}, {X: a.Max.X, Y: y(t.at)}})
			}
		}
	}
	m := marks{q.Panel, p.look}
	m.within(draw.Canvas{Canvas: c.Canvas, Rectangle: a}, x, y)
	if p.beside {
		m.names(draw.Canvas{Canvas: c.Canvas, Rectangle: a}, y)
	}
	top := a.Max.Y + p.lineSkip*0.6
	for _, s := range q.Spans {
		m.caption(draw.Canvas{Canvas: c.Canvas, Rectangle: a}, (x(s.Low)+x(s.High))/2, top, s.Name)
		top += p.lineSkip
	}
	if q.Heading != "" {
		c.FillText(p.text(p.ink, draw.XLeft), vg.Point{X: a.Min.X, Y: top}, q.Heading)
	}
	c.StrokeLines(line, []vg.Point{{X: a.Min.X, Y: a.Max.Y}, a.Min, {X: a.Max.X, Y: a.Min.Y}})
	below := a.Min.Y - long - 0.8*p.size
	for _, t := range across {
		length := vg.Length(long)
		if t.words == (label{}) {
			length = short
		} else if q.numbered {
			p.number(c, t.words, draw.XCenter, vg.Point{X: x(t.at), Y: below})
		}
		c.StrokeLines(line, []vg.Point{{X: x(t.at), Y: a.Min.Y}, {X: x(t.at), Y: a.Min.Y - length}})
	}
	if q.labelled {
		c.FillText(p.text(p.ink, draw.XCenter), vg.Point{X: (a.Min.X + a.Max.X) / 2, Y: below - 1.35*p.size}, q.X.Label)
	}
	for _, t := range up {
		length := vg.Length(long)
		if t.words == (label{}) {
			length = short
		} else {
			p.number(c, t.words, draw.XRight, vg.Point{X: a.Min.X - long - 0.4*p.size, Y: y(t.at)})
		}
		c.StrokeLines(line, []vg.Point{{X: a.Min.X, Y: y(t.at)}, {X: a.Min.X - length, Y: y(t.at)}})
	}
	p.upright(c, q)
}

// upright writes the label of the Y axis.
func (p *page) upright(c draw.Canvas, q *frame) {
	style := p.text(p.ink, draw.XCenter)
	style.Rotation = math.Pi / 2
	words := []string{q.Y.Label}
	if name, unit, found := strings.Cut(q.Y.Label, " ("); found && p.twoLines() {
		words = []string{name, "(" + unit}
	}
	at := vg.Point{X: p.margin + p.size/2, Y: (q.area.Min.Y + q.area.Max.Y) / 2}
	if p.twoLines() && len(words) == 1 {
		at.X += p.lineSkip
	}
	for _, line := range words {
		c.FillText(style, at, line)
		at.X += p.lineSkip
	}
}

// ends are those of what is drawn, or a little beyond where both are the same.
func ends(p *Panel) (left, right, bottom, top float64) {
	left, right, bottom, top = p.extent()
	for _, x := range p.X.Holds {
		left, right = min(left, x), max(right, x)
	}
	for _, y := range p.Y.Holds {
		bottom, top = min(bottom, y), max(top, y)
	}
	if left == right {
		left, right = p.X.off(p.X.on(left)-0.5), p.X.off(p.X.on(right)+0.5)
	}
	if bottom == top || math.IsNaN(top) {
		bottom, top = p.Y.off(p.Y.on(bottom)-0.5), p.Y.off(p.Y.on(bottom)+0.5)
	}
	return left, right, bottom, top
}

// limits are the ends of the axes of a drawing.
func limits(p *Panel) (left, right, bottom, top float64) {
	left, right, bottom, top = ends(p)
	beyond := func(a Axis, low, high, share float64) (float64, float64) {
		room := (a.on(high) - a.on(low)) * share
		return a.off(a.on(low) - room), a.off(a.on(high) + room)
	}
	switch { // room for what stands at the edge
	case len(p.Cells) == 0:
		if marked(p) {
			left, right = beyond(p.X, left, right, 0.015)
		}
		bottom, top = beyond(p.Y, bottom, top, 0.04)
	case p.Cells[0].Left == p.Cells[0].Right:
		left, right = beyond(p.X, left, right, 0.03)
		bottom, top = beyond(p.Y, bottom, top, 0.03)
	}
	return left, right, bottom, top
}

// marked says whether a line of the panel has markers.
func marked(p *Panel) bool {
	for _, l := range p.Lines {
		if l.marked() {
			return true
		}
	}
	return false
}

func rectangle(left, bottom, right, top vg.Length) []vg.Point {
	return []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}}
}

func closed(points []vg.Point) []vg.Point { return append(points, points[0]) }
