package show

import (
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
)

// Sizes of a preview, in characters.
const (
	previewWidth    = 80 // where the output is no terminal
	maxPreviewWidth = 120
	previewRows     = 16 // of a panel that is alone
	severalRows     = 9  // of one of several panels
)

// signs are those of lines, in the order of the panel.
const signs = "abcdefghij"

// measuredSign is that of points without a line.
const measuredSign = 'x'

// borderSign is that of lines across a map.
const borderSign = '*'

// Preview draws the figure with letters.
func (f *Figure) Preview(screen text.Screen) string {
	p := text.NewPage(screen)
	p.Paragraph(f.Title)
	rows := previewRows
	if len(f.Panels) > 1 {
		rows = severalRows
	}
	for i := range f.Panels {
		p.Gap()
		f.Panels[i].preview(p, rows)
	}
	if f.Note != "" {
		p.Paragraph(inLetters.Replace(f.Note))
	}
	return p.String()
}

// inLetters says of letters what a note says of marks.
var inLetters = strings.NewReplacer("Hollow marks:", string(measuredSign)+":", "Small marks:", "Small letters:")

// canvas is the letters of a panel.
type canvas struct {
	*Panel
	left, right, bottom, top float64 // positions at the ends
	letters                  [][]rune
}

func (p *Panel) preview(page *text.Page, rows int) {
	width := previewWidth
	if page.Screen().Terminal() {
		width = min(page.Screen().Width, maxPreviewWidth)
	}
	page.Line("%s", p.Y.Label)
	p.Sketch(page, width, rows)
	page.Wrap([]string{"to the right: " + p.X.Label}, " ")
	page.Wrap(p.explained(), ", ")
}

// Sketch draws the panel with letters, in rows of a width and one more with the ends of the X axis.
func (p *Panel) Sketch(page *text.Page, width, rows int) {
	left, right, bottom, top := ends(p)
	labels := []string{p.Y.name(bottom), p.Y.name(p.Y.off((p.Y.on(bottom) + p.Y.on(top)) / 2)), p.Y.name(top)}
	if p.Y.Names != nil {
		labels = p.Y.Names
	}
	margin := 0
	for _, label := range labels {
		margin = max(margin, len([]rune(label)))
	}
	margin = min(margin, width/3)
	c := canvas{Panel: p, left: p.X.on(left), right: p.X.on(right), bottom: p.Y.on(bottom), top: p.Y.on(top)}
	for range rows {
		c.letters = append(c.letters, []rune(strings.Repeat(" ", max(10, width-margin-2))))
	}
	c.draw()
	inks := map[rune]string{}
	for i := range p.Lines {
		inks[p.sign(i)] = palette.ANSI(p.Lines[i].Ink)
	}
	for i, k := range p.Keys {
		inks[rune(k.Letter[0])], inks[rune(strings.ToLower(k.Letter)[0])] = palette.ANSI(i), palette.ANSI(i)
	}
	for i, letters := range c.letters {
		label := ""
		if p.Y.Names == nil {
			switch i {
			case 0:
				label = labels[2]
			case rows / 2:
				label = labels[1]
			case rows - 1:
				label = labels[0]
			}
		} else if k := c.nameAt(i, rows); k >= 0 {
			label = p.Y.Names[k]
		}
		page.Inked(strings.Repeat(" ", max(0, margin-len([]rune(label))))+label+" |", string(letters), func(letter rune) string { return inks[letter] })
	}
	low, high := p.X.name(left), p.X.name(right)
	page.Line("%s %s%s%s", strings.Repeat(" ", margin+1), low, strings.Repeat(" ", max(1, len(c.letters[0])-len(low)-len(high)-1)), high)
}

// name writes a value of the axis.
func (a Axis) name(x float64) string {
	if a.Names == nil {
		return text.Number(x, 3)
	}
	return a.Names[min(len(a.Names)-1, max(0, int(math.Round(x))))]
}

// nameAt is the name whose place is nearest to the middle of a row, -1 if it is nearer to another row.
func (c canvas) nameAt(row, rows int) int {
	for k := range c.Y.Names {
		if _, r, _ := c.place(c.X.off(c.left), float64(k)); r == row {
			return k
		}
	}
	return -1
}

// place is the column and row of a point.
func (c canvas) place(x, y float64) (column, row int, ok bool) {
	if !c.placed(x, y) {
		return 0, 0, false
	}
	wide, high := len(c.letters[0])-1, len(c.letters)-1
	column = int(math.Round((c.X.on(x) - c.left) / (c.right - c.left) * float64(wide)))
	row = high - int(math.Round((c.Y.on(y)-c.bottom)/(c.top-c.bottom)*float64(high)))
	return column, row, column >= 0 && column <= wide && row >= 0 && row <= high
}

// draw puts tiles, intervals, points and lines on the canvas.
func (c canvas) draw() {
	for _, s := range c.Spans {
		for _, x := range []float64{s.Low, s.High} {
			if column, _, ok := c.place(x, c.Y.off(c.bottom)); ok {
				for row := range c.letters {
					c.letters[row][column] = ':'
				}
			}
		}
	}
	for _, cell := range c.Cells {
		if cell.Left < cell.Right {
			c.tile(cell)
		} else if column, row, ok := c.place(cell.X, cell.Y); ok {
			c.letters[row][column] = rune(cell.Letter[0])
		}
	}
	for _, b := range c.Borders {
		c.line(Line{X: b.X, Y: b.Y}, borderSign)
	}
	for i := range slices.Backward(c.Lines) {
		if !c.Lines[i].Thin {
			c.line(c.Lines[i], c.sign(i))
		}
	}
}

// tile fills the letters whose middle lies in a tile.
func (c canvas) tile(cell Cell) {
	wide, high := float64(len(c.letters[0])), float64(len(c.letters))
	for row := range c.letters {
		y := c.Y.off(c.top - (float64(row)+0.5)/high*(c.top-c.bottom))
		if y < cell.Bottom || y >= cell.Top {
			continue
		}
		for column := range c.letters[row] {
			x := c.X.off(c.left + (float64(column)+0.5)/wide*(c.right-c.left))
			if x >= cell.Left && x < cell.Right {
				c.letters[row][column] = rune(cell.Letter[0])
			}
		}
	}
}

// line writes a sign at every point of a line and, straight, between neighbouring ones.
func (c canvas) line(l Line, sign rune) {
	before, known := [2]int{}, false
	for i, x := range l.X {
		column, row, ok := c.place(x, l.Y[i])
		if !ok {
			known = false
			continue
		}
		c.letters[row][column] = sign
		if known && !l.Points {
			for k := before[0] + 1; k < column; k++ {
				part := float64(k-before[0]) / float64(column-before[0])
				between := before[1] + int(math.Round(part*float64(row-before[1])))
				c.letters[between][k] = sign
			}
		}
		before, known = [2]int{column, row}, true
	}
}

// sign is the letter of a line.
func (p *Panel) sign(line int) rune {
	if p.Lines[line].Points {
		return measuredSign
	}
	named := 0
	for _, l := range p.Lines[:line] {
		if !l.Thin && !l.Points {
			named++
		}
	}
	return rune(signs[named%len(signs)])
}

// explained says what letters mean.
func (p *Panel) explained() (parts []string) {
	for i, l := range p.Lines {
		if !l.Thin && l.Name != "" {
			parts = append(parts, string(p.sign(i))+" "+l.Name)
		}
	}
	for _, s := range p.Spans {
		parts = append(parts, ": "+s.Name)
	}
	for _, b := range p.Borders {
		parts = append(parts, string(borderSign)+" "+b.Name)
	}
	for _, k := range p.Keys {
		parts = append(parts, k.Letter+" "+k.Name)
	}
	return parts
}
