package show

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// placedText is a text of an SVG that is not turned: its length, its left end and its baseline.
var placedText = regexp.MustCompile(`<text textLength="([0-9.]+)" lengthAdjust="spacingAndGlyphs" x="([-0-9.]+)" y="([-0-9.]+)" transform="scale\(1, -1\)"\s+style="font-size:([0-9.]+)px`)

// turned is a label of a Y axis.
var turned = regexp.MustCompile(`(?s)<g transform="rotate\(90\)">.*?</g>`)

// Frames of several panels line up and stand apart by the same distance, whatever their axes. Every text lies within the page, and texts beside
// the frames do not overlap.
func TestLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &Figure{Title: "A title of several words that may need more than one line of a page that is narrow", Note: "A note."}
		n := rapid.IntRange(1, 4).Draw(t, "panels")
		for range n {
			p := anything(t)
			p.X.Label, p.X.Log, p.Y.Label = "training time (steps)", false, "loss (nats per token)"
			for i := range p.Lines {
				p.Lines[i].Name = strings.Repeat("name ", rapid.IntRange(1, 9).Draw(t, "words")) + strconv.Itoa(i)
			}
			f.Panels = append(f.Panels, p)
		}
		if empty(f) {
			return
		}
		s := Style{Columns: rapid.IntRange(1, 2).Draw(t, "columns")}
		page := lay(f, s)
		for i := range page.panels {
			a, first := page.panels[i].area, page.panels[0].area
			if a.Min.X != first.Min.X || a.Max.X != first.Max.X || a.Min.X >= a.Max.X {
				t.Errorf("panel %d from %v to %v, the first from %v to %v", i, a.Min.X, a.Max.X, first.Min.X, first.Max.X)
			}
			if i == 0 {
				continue
			}
			if gap := page.panels[i-1].area.Min.Y - a.Max.Y; gap < page.size/2 || gap > 2*page.size {
				t.Errorf("%v between panels %d and %d, expected about the height of a letter", gap, i-1, i)
			}
		}
		svg, err := f.File(SVGFormat, s)
		if err != nil {
			t.Fatal(err)
		}
		type box struct{ left, right, y, size float64 }
		var boxes []box
		for _, m := range placedText.FindAllStringSubmatch(turned.ReplaceAllString(string(svg), ""), -1) {
			var v [4]float64
			for i := range v {
				if v[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
					t.Fatal(err)
				}
			}
			b := box{v[1], v[1] + v[0], -v[2], v[3]}
			if b.left < 0 || b.right > float64(page.width) || b.y < 0 || b.y+b.size/2 > float64(page.height) {
				t.Errorf("%+v is not within %v x %v", b, page.width, page.height)
			}
			if b.left > float64(page.panels[0].area.Max.X)+float64(page.size) {
				boxes = append(boxes, b)
			}
		}
		for i, b := range boxes {
			for _, c := range boxes[:i] {
				if d := b.y - c.y; d < b.size && -d < b.size {
					t.Errorf("%+v and %+v overlap", b, c)
				}
			}
		}
	})
}
