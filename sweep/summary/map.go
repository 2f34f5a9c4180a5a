package summary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/palette"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Map is the regimes of a task over the points of a grid of two axes.
type Map struct {
	X, Y   string // paths of the axes
	Xs, Ys []any  // their values, in the order of the plan
	// Cells has a row for every value of Y with a letter for every value of X: that of the most frequent regime, in upper
	// case if all runs of the point agree; a blank if the point has no run.
	Cells []string
}

// letters are those of regimeOrder on a map.
const letters = "XMPSGC"

// mapped says whether the grid is shown as a map.
func (g *grid) mapped() bool {
	return g.design == scenarios.Grid && g.points > 0 && len(g.axes) == 2 && len(g.axes[0].Values) > 1 && len(g.axes[1].Values) > 1
}

func (t *tally) addRegime(point int, r sim.Regime) {
	if t.regimesAt == nil {
		return
	}
	if t.regimesAt[point] == nil {
		t.regimesAt[point] = make([]int64, len(regimeOrder))
	}
	if i := slices.Index(regimeOrder, r); i >= 0 {
		t.regimesAt[point][i]++
	}
}

// regimeMap is nil if the design has no map.
func (t *tally) regimeMap() *Map {
	if t.regimesAt == nil {
		return nil
	}
	x, y := 1, 0
	if len(t.axes[0].Values) > len(t.axes[1].Values) {
		x, y = 0, 1
	}
	m := &Map{X: t.axes[x].Path, Y: t.axes[y].Path, Xs: t.axes[x].Values, Ys: t.axes[y].Values}
	for j := range m.Ys {
		var row strings.Builder
		for i := range m.Xs {
			row.WriteByte(letterOf(t.regimesAt[i*t.strides[x]+j*t.strides[y]]))
		}
		m.Cells = append(m.Cells, row.String())
	}
	return m
}

// letterOf is the letter of a point on a map.
func letterOf(runs []int64) byte {
	most, all := -1, int64(0)
	for i, n := range runs {
		if all += n; n > 0 && (most < 0 || n > runs[most]) {
			most = i
		}
	}
	switch {
	case most < 0:
		return ' '
	case runs[most] == all:
		return letters[most]
	}
	return letters[most] | 0x20 // lower case
}

// Limits of a map on the screen.
const (
	maxMapRows    = 40
	maxMapColumns = 100 // where the output is no terminal
)

// write draws the map with Y upwards. Of more values than fit it shows some, evenly chosen.
func (m *Map) write(p *text.Page, task string) {
	rows, columns := ordered(m.Ys), ordered(m.Xs)
	slices.Reverse(rows)
	labels := valuesOf(m.Ys)
	wide := 0
	for _, label := range labels {
		wide = max(wide, len([]rune(label)))
	}
	room := maxMapColumns
	if p.Screen().Terminal() {
		room = max(10, p.Screen().Width-wide-2)
	}
	shownRows, shownColumns := spread(rows, maxMapRows), spread(columns, room)
	gap := ""
	if 2*len(shownColumns) <= room {
		gap = " "
	}
	p.Gap()
	p.Line("%s, regimes, %s upwards", task, m.Y)
	used := ""
	for _, j := range shownRows {
		var line []string
		for _, i := range shownColumns {
			letter := m.Cells[j][i : i+1]
			line = append(line, letter)
			used += letter
		}
		label := strings.Repeat(" ", wide-len([]rune(labels[j]))) + labels[j]
		p.Inked(label+"  ", strings.Join(line, gap), inkOf)
	}
	p.Line("to the right %s from %s to %s", m.X, Cell(m.Xs[columns[0]]), Cell(m.Xs[columns[len(columns)-1]]))
	if len(shownRows) < len(rows) || len(shownColumns) < len(columns) {
		p.Paragraph(fmt.Sprintf("%d of %d rows and %d of %d columns, evenly chosen; see the tables", len(shownRows), len(rows), len(shownColumns), len(columns)))
	}
	p.Wrap(legend(used), ", ")
}

// ordered are the indices of values, numbers in ascending order.
func ordered(values []any) []int {
	numbers := make([]float64, len(values))
	for i, v := range values {
		if numbers[i] = scenarios.Number(v); numbers[i] != numbers[i] {
			order := make([]int, len(values))
			for k := range order {
				order[k] = k
			}
			return order
		}
	}
	return ascending(numbers)
}

// spread are at most n of the indices, evenly chosen, with both ends.
func spread(indices []int, n int) []int {
	if len(indices) <= n {
		return indices
	}
	shown := make([]int, n)
	for i := range shown {
		shown[i] = indices[i*(len(indices)-1)/(n-1)]
	}
	return shown
}

// legend names the letters that a map uses.
func legend(used string) []string {
	var parts []string
	for i, regime := range regimeOrder {
		if strings.ContainsAny(used, letters[i:i+1]+strings.ToLower(letters[i:i+1])) {
			parts = append(parts, letters[i:i+1]+" "+string(regime))
		}
	}
	if strings.ToUpper(used) != used {
		parts = append(parts, "small letters: most of the runs, but not all")
	}
	if strings.Contains(used, " ") {
		parts = append(parts, "blank: no run yet")
	}
	return parts
}

// inkOf is the colour of a letter: that of the pictures, by the order of regimes.
func inkOf(letter rune) string {
	i := strings.IndexRune(letters, letter&^0x20)
	if i < 0 {
		return ""
	}
	return palette.ANSI(i)
}
