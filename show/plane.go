package show

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sim/regimes"
)

// regimeLetters are the regimes with their letters, from no learning to the fastest. Their places are those of
// palette.Regimes.
var regimeLetters = []struct {
	regime regimes.Regime
	letter string
}{
	{regimes.Confusion, "X"}, {regimes.Memorization, "M"}, {regimes.Progression, "P"},
	{regimes.SemiGrokking, "S"}, {regimes.Grokking, "G"}, {regimes.Comprehension, "C"},
}

// plane is a map over two axes.
func (s *study) plane(kind Kind) (*Figure, error) {
	if s.measured != nil {
		return nil, text.Refuse("--measured: runs are laid over lines and curves, expected --kind %s or %s", Lines, Curves)
	}
	x, y := s.axes[0], s.axes[1]
	if s.options.Along == "" && len(valuesOf(x.at)) < len(valuesOf(y.at)) {
		x, y = y, x
	}
	points := pointsOf([][]float64{x.at, y.at}, s.rows.Len())
	panel := Panel{X: x.Axis, Y: y.Axis}
	for _, p := range points {
		panel.Cells = append(panel.Cells, Cell{X: p.at[0], Y: p.at[1], Left: p.at[0], Right: p.at[0], Bottom: p.at[1], Top: p.at[1]})
	}
	if xs, ys := valuesOf(x.at), valuesOf(y.at); 2*len(points) > len(xs)*len(ys) { // a grid, perhaps not all of it
		tile(&panel, xs, ys)
	}
	figure := &Figure{}
	if kind == Regimes {
		if s.options.Of != "" {
			return nil, text.Refuse("--of: a map of regimes shows no quantity, expected --kind %s", Heat)
		}
		figure.Title = s.title("regimes")
		figure.Note = s.colourRegimes(&panel, points)
	} else {
		of := s.options.Of
		if of == "" {
			of = "test_accuracy"
		}
		figure.Title = s.title(s.labelled(of))
		figure.Note = s.colourHeat(&panel, points, of)
	}
	figure.Panels = []Panel{panel}
	return figure, nil
}

// colourRegimes gives each cell its most frequent regime, and says what letters mean.
func (s *study) colourRegimes(panel *Panel, points []*point) string {
	words := s.rows.Words("regime")
	used := make([]bool, len(regimeLetters))
	mixed := false
	for i, p := range points {
		counts := make([]int, len(regimeLetters))
		for _, row := range p.rows {
			for k, r := range regimeLetters {
				if words[row] == string(r.regime) {
					counts[k]++
				}
			}
		}
		k := slices.Index(counts, slices.Max(counts))
		used[k] = true
		c := &panel.Cells[i]
		c.Ink, c.Letter = palette.Regimes[k], regimeLetters[k].letter
		if counts[k] < len(p.rows) {
			mixed, c.Letter = true, strings.ToLower(c.Letter)
		}
	}
	for k, r := range regimeLetters {
		if used[k] {
			panel.Keys = append(panel.Keys, Key{r.letter, string(r.regime), palette.Regimes[k]})
		}
	}
	if mixed {
		return "Small letters: most of the seeds, but not all."
	}
	return ""
}

// shades is the number of colours that the legend of a heat map shows, with both ends.
const shades = 5

// colourHeat gives each cell a shade by its value.
func (s *study) colourHeat(panel *Panel, points []*point, of string) string {
	quantity := s.rows.Floats(of)
	values := make([]float64, len(points))
	low, high := math.Inf(1), math.Inf(-1)
	for i, p := range points {
		values[i], _, _ = p.over(quantity, event(of))
		if v := values[i]; v-v == 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	scale := Axis{Log: logarithmic(values)}
	if !scale.Log && low >= 0 && high <= 1 && strings.Contains(of, "accuracy") {
		low, high = 0, 1
	}
	from, to := scale.on(low), scale.on(high)
	part := func(v float64) float64 {
		if from == to {
			return 0.5
		}
		return (scale.on(v) - from) / (to - from)
	}
	var kept []Cell
	left := 0
	for i, v := range values {
		c := panel.Cells[i]
		if v-v != 0 {
			left++
			continue
		}
		t := part(v)
		c.Ink, c.Letter = palette.Shade(t), digit(t)
		kept = append(kept, c)
	}
	panel.Cells = kept
	for i := range shades {
		t := float64(i) / (shades - 1)
		panel.Keys = append(panel.Keys, Key{digit(t), text.Number(scale.off(from+t*(to-from)), 3), palette.Shade(t)})
	}
	note := "Mean over the seeds of a point."
	if event(of) {
		note = "Median over the seeds of a point."
	}
	if left > 0 {
		note += fmt.Sprintf(" Blank: %s without a value.", text.Count(left, "point"))
	}
	return note
}

// digit is the tenth that a share lies in.
func digit(share float64) string { return fmt.Sprint(min(9, max(0, int(share*10)))) }

// valuesOf are the different values, ascending.
func valuesOf(at []float64) []float64 {
	values := slices.Clone(at)
	slices.Sort(values)
	return slices.Compact(values)
}

// tile makes the cells of a grid reach to the middle between neighbouring values.
func tile(p *Panel, xs, ys []float64) {
	left, right := edges(p.X, xs)
	bottom, top := edges(p.Y, ys)
	for i := range p.Cells {
		c := &p.Cells[i]
		k, _ := slices.BinarySearch(xs, c.X)
		l, _ := slices.BinarySearch(ys, c.Y)
		c.Left, c.Right, c.Bottom, c.Top = left[k], right[k], bottom[l], top[l]
	}
}

// edges are the ends of the tiles of ascending values.
func edges(a Axis, values []float64) (low, high []float64) {
	n := len(values)
	for i := range values {
		at := a.on(values[i])
		before, after := 0.5, 0.5
		if i > 0 {
			before = (at - a.on(values[i-1])) / 2
		}
		if i < n-1 {
			after = (a.on(values[i+1]) - at) / 2
		}
		if i == 0 && n > 1 {
			before = after
		}
		if i == n-1 && n > 1 {
			after = before
		}
		low, high = append(low, a.off(at-before)), append(high, a.off(at+after))
	}
	return low, high
}

// onto is a colour in which letters on a tile are read.
func onto(tile color.RGBA) color.Color {
	if palette.Luminance(tile) > 0.18 {
		return color.Black
	}
	return color.White
}
