package show

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"pgregory.net/rapid"
)

// anything is a panel of lines of any numbers.
func anything(t *rapid.T) Panel {
	number := rapid.OneOf(rapid.Float64Range(-1e9, 1e9), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1)}))
	p := Panel{X: Axis{Log: rapid.Bool().Draw(t, "log x")}, Y: Axis{Log: rapid.Bool().Draw(t, "log y")}}
	for i := range rapid.IntRange(1, 7).Draw(t, "lines") {
		n := rapid.IntRange(1, 9).Draw(t, "points")
		p.Lines = append(p.Lines, Line{Name: "line", Ink: i, X: rapid.SliceOfN(number, n, n).Draw(t, "x"), Y: rapid.SliceOfN(number, n, n).Draw(t, "y")})
	}
	return p
}

// A figure of any numbers has no NaN, is the same when it is drawn again, and no line of its preview is wider than the terminal.
func TestAnyFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &Figure{Title: "Any <numbers>", Panels: []Panel{anything(t)}, Source: "scenario a & b"}
		if empty(f) {
			return
		}
		first, err := f.File(SVGFormat, Style{Columns: 1})
		if err != nil {
			t.Fatal(err)
		}
		second, err := f.File(SVGFormat, Style{Columns: 1})
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("drawn again: %v, other bytes", err)
		}
		if !strings.Contains(string(first), "<metadata>scenario a &amp; b</metadata>") || strings.Contains(string(first), "NaN") {
			t.Errorf("no source, or NaN: %s", first)
		}
		width := rapid.IntRange(40, 200).Draw(t, "width")
		for line := range strings.Lines(f.Preview(text.Screen{Width: width})) {
			if len([]rune(strings.TrimRight(line, "\n"))) > width {
				t.Errorf("wider than %d: %s", width, line)
			}
		}
	})
}

// The tiles of a grid meet, and hold their values.
func TestTilesMeet(t *testing.T) {
	for _, a := range []Axis{{}, {Log: true}} {
		values := []float64{1, 10, 50, 1000}
		low, high := edges(a, values)
		for i, v := range values {
			if v <= low[i] || v >= high[i] || i > 0 && math.Abs(low[i]/high[i-1]-1) > 1e-9 {
				t.Errorf("%+v: tile %d from %g to %g", a, i, low[i], high[i])
			}
		}
	}
}
