package show

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep/summary"
	"gonum.org/v1/plot/vg"
)

// RegimeLetter is a regime with its letter on maps.
type RegimeLetter struct {
	Regime sim.Regime `json:"name"`
	Letter string     `json:"letter"`
}

// RegimeLetters are all regimes, from no learning to the fastest. Their places are those of palette.Regimes.
var RegimeLetters = []RegimeLetter{
	{sim.Confusion, "X"}, {sim.MemorizeRegime, "M"}, {sim.Progression, "P"},
	{sim.SemiGrokking, "S"}, {sim.Grokking, "G"}, {sim.Comprehension, "C"},
}

// plane is a map over two axes.
func (s *study) plane(kind Kind) (*Figure, error) {
	if s.options.Measured != "" {
		return nil, text.Refuse("--measured: runs are laid over lines and curves, expected --kind %s or %s", linesKind, curvesKind)
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
	tiled := false
	if xs, ys := valuesOf(x.at), valuesOf(y.at); 2*len(points) > len(xs)*len(ys) { // a grid, perhaps not all of it
		tiled = true
		tile(&panel, xs, ys)
	}
	figure := &Figure{}
	if kind == regimesKind {
		if s.options.Of != "" {
			return nil, text.Refuse("--of: a map of regimes shows no quantity, expected --kind %s", heatKind)
		}
		figure.Title = s.title()
		words := s.rows.Words("regime")
		seeds := make([][]sim.Regime, len(points))
		for i, p := range points {
			for _, row := range p.rows {
				seeds[i] = append(seeds[i], sim.Regime(words[row]))
			}
		}
		figure.Note = colourRegimes(&panel, seeds, tiled)
		note, err := s.borders(&panel, x, y)
		if err != nil {
			return nil, err
		}
		figure.Fine = note
	} else {
		of := s.options.Of
		if of == "" {
			of = "test_accuracy"
		}
		figure.Title = s.title() + ": " + s.labelled(of)
		figure.Note = s.colourHeat(&panel, points, of)
	}
	figure.Panels = []Panel{panel}
	return figure, nil
}

// colourRegimes gives each cell the most frequent regime of its seeds, and says what letters or shapes mean.
func colourRegimes(panel *Panel, seeds [][]sim.Regime, tiled bool) string {
	used := make([]bool, len(RegimeLetters))
	mixed := false
	for i, of := range seeds {
		counts := make([]int, len(RegimeLetters))
		for k, r := range RegimeLetters {
			for _, regime := range of {
				if regime == r.Regime {
					counts[k]++
				}
			}
		}
		k := slices.Index(counts, slices.Max(counts))
		used[k] = true
		c := &panel.Cells[i]
		c.Ink, c.Letter, c.Shape = palette.Regimes[k], RegimeLetters[k].Letter, k
		if counts[k] < len(of) {
			mixed, c.Letter, c.Small = true, strings.ToLower(c.Letter), true
		}
	}
	for k, r := range RegimeLetters {
		if used[k] {
			panel.Keys = append(panel.Keys, Key{Letter: r.Letter, Name: string(r.Regime), Ink: palette.Regimes[k], Shape: k, Shaped: !tiled})
		}
	}
	switch {
	case mixed && tiled:
		return "Small letters: seeds disagree; most have this regime."
	case mixed:
		return "Small marks: seeds disagree; most have this regime."
	}
	return ""
}

// borders draws where regimes meet, as an adaptive design has mapped it, or where mean test accuracy passes one half in a grid.
func (s *study) borders(panel *Panel, x, y swept) (note string, err error) {
	sum, err := summary.Summarize(s.dir)
	if err != nil {
		return "", err
	}
	if b := sum.Boundary; b != nil {
		if b.Task != s.task {
			return "", nil
		}
		panel.Borders = mapped(b, x.path)
		return "Lines: where regimes meet, with the 95% interval.", nil
	}
	for _, task := range sum.Tasks {
		for _, t := range task.Thresholds {
			if task.Name != s.task || sum.Design != scenarios.Grid || len(t.Others) != 1 || x.Names != nil || y.Names != nil {
				continue
			}
			if b := crossed(t, x, y); len(b.X) > 1 && (panel.Borders == nil || len(b.X) > len(panel.Borders[0].X)) {
				panel.Borders = []Border{b}
				note = "Bars: from the last point below to the first above, means over seeds."
			}
		}
	}
	return note, nil
}

// crossed is where mean test accuracy passes one half, once, along one axis of a grid.
func crossed(t summary.Threshold, x, y swept) Border {
	b := Border{Name: "test accuracy passes 0.5", Bars: true, Upright: t.Axis == x.path}
	along := y.Axis
	if b.Upright {
		along = x.Axis
	}
	for _, l := range t.Lines {
		at := scenarios.Number(l.At[0])
		if len(l.Crossings) != 1 || at != at {
			continue
		}
		c := l.Crossings[0]
		middle := along.off((along.on(c.Low) + along.on(c.High)) / 2)
		if b.Upright {
			at, middle = middle, at
		}
		b.X, b.Y = append(b.X, at), append(b.Y, middle)
		b.Low, b.High = append(b.Low, c.Low), append(b.High, c.High)
	}
	return b
}

// leastPlaces is the number of places of a boundary from which on it is drawn.
const leastPlaces = 5

// mapped are the lines of a boundary, one for each pair of regimes that meet.
func mapped(b *summary.Boundary, right string) (list []Border) {
	places := map[string]int{}
	for _, p := range b.Line {
		name := string(p.Below) + " | " + string(p.Above)
		i, known := places[name]
		if !known {
			i = len(list)
			places[name], list = i, append(list, Border{Name: name, Upright: b.Across == right})
		}
		border, across, along := &list[i], p.Across.Value, p.Along
		if border.Upright {
			across, along = along, across
		}
		border.X, border.Y = append(border.X, along), append(border.Y, across)
		border.Low, border.High = append(border.Low, p.Across.Low), append(border.High, p.Across.High)
	}
	return slices.DeleteFunc(list, func(b Border) bool { return len(b.X) < leastPlaces })
}

// colourHeat gives each cell a shade by its value, which is written on it.
func (s *study) colourHeat(panel *Panel, points []*point, of string) string {
	quantity := s.rows.Floats(of)
	values := make([]float64, len(points))
	low, high := math.Inf(1), math.Inf(-1)
	for i, p := range points {
		values[i] = p.over(quantity, event(of)).Value
		if v := values[i]; v-v == 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	shade := Axis{Log: logarithmic(values)}
	if share(of) && low >= 0 && high <= 1 {
		low, high, shade.Log = 0, 1, false
	}
	from, to := shade.on(low), shade.on(high)
	part := func(v float64) float64 {
		if from == to {
			return 0.5
		}
		return (shade.on(v) - from) / (to - from)
	}
	var kept []Cell
	left := 0
	for i, v := range values {
		c := panel.Cells[i]
		if v-v != 0 {
			left++
			continue
		}
		c.Ink, c.Letter, c.Value = palette.Shade(part(v)), digit(part(v)), text.Number(v, 2)
		if share(of) {
			c.Value = text.Fixed(v, 2)
		}
		kept = append(kept, c)
	}
	panel.Cells = kept
	bar := scale{Axis: shade, low: low, high: high, length: 60, style: plain, room: func(label) vg.Length { return 10 }}
	if low < high {
		for _, t := range bar.ticks() {
			if t.words != (label{}) {
				panel.Keys = append(panel.Keys, Key{Letter: digit(part(t.at)), Name: digits(t.at, 3), Ink: palette.Shade(part(t.at)), Shade: true})
			}
		}
	}
	note := "Mean over the seeds of a point."
	if event(of) {
		note = "Median over the seeds of a point."
	}
	if s.manifest.Seeds == 1 {
		note = ""
	}
	if left > 0 {
		note = strings.TrimSpace(note + fmt.Sprintf(" Blank: %s without a value.", text.Count(left, "point")))
	}
	return note
}

// digit is the tenth that a part of a range lies in.
func digit(part float64) string { return fmt.Sprint(min(9, max(0, int(part*10)))) }

// share says whether a quantity lies between 0 and 1 by its meaning.
func share(quantity string) bool { return strings.Contains(quantity, "accuracy") }

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
