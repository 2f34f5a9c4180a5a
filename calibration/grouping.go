package calibration

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Grouping tells runs apart by a key, or by another column of the table.
type Grouping struct {
	Name    string   // the key's path, or the column's name
	Column  string   // of the table
	values  []string // by run
	numbers bool     // all values are numbers
}

// Grouping finds a key or a column by its name: a key by its path, such as model.params, the last word of it, or its column;
// or a column that Read was told to keep. The error says which names there are.
func (d *Data) Grouping(name string) (Grouping, error) {
	var columns []string
	for _, k := range d.Varied() {
		_, last, _ := cutLast(d.Paths[k])
		if name == d.Paths[k] || name == d.Columns[k] || name == last {
			g := Grouping{Name: d.Paths[k], Column: d.Columns[k], numbers: true}
			for _, r := range d.Runs {
				g.values = append(g.values, strconv.FormatFloat(d.Settings[r.Setting].Values[k], 'g', -1, 64))
			}
			return g, nil
		}
		columns = append(columns, d.Columns[k]+" ("+d.Paths[k]+")")
	}
	for k, label := range d.Labels {
		if label != name {
			continue
		}
		g := Grouping{Name: name, Column: name, numbers: true}
		for _, r := range d.Runs {
			_, err := strconv.ParseFloat(r.Labels[k], 64)
			g.values, g.numbers = append(g.values, r.Labels[k]), g.numbers && err == nil
		}
		if values, _ := g.groups(); len(values) < 2 {
			return g, fmt.Errorf("column %s has one value, expected one that differs between runs, or a key: %s", text.Quote(name), text.OneOf(columns))
		}
		return g, nil
	}
	if slices.Contains(d.Columns, name) || slices.Contains(d.Paths, name) {
		return Grouping{}, fmt.Errorf("all runs have one value of it, expected a key that differs between runs: %s", text.OneOf(columns))
	}
	return Grouping{}, fmt.Errorf("no column of %s and no varied key of this name, expected any column that is constant within runs, or a key: %s", d.File, text.OneOf(columns))
}

// cutLast cuts off the last word of a path.
func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// groups are the values and the runs that have each.
func (g *Grouping) groups() (values []string, list []group) {
	values = slices.Compact(slices.Sorted(slices.Values(g.values)))
	number := func(value string) float64 { x, _ := strconv.ParseFloat(value, 64); return x }
	if g.numbers {
		slices.SortStableFunc(values, func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	}
	for n, value := range values {
		runs := make([]bool, len(g.values))
		for i, v := range g.values {
			runs[i] = v == value
		}
		list = append(list, group{runs, g.numbers && (n == 0 || n == len(values)-1)})
	}
	return values, list
}
