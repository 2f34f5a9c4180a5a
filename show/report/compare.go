package report

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// mostCompared is the number of runs of a study up to which it is compared.
const mostCompared = 200_000

// seeded is a task of a run, for a comparison.
type seeded struct {
	point  int
	task   string
	seed   int64
	values []float64 // by quantity; +Inf for the step of an event that never happened
}

// keep keeps a task of a run.
func (s *study) keep(point int, task string, seed int64, quantities int, of func(int) float64) {
	if s.merged || len(s.seeded) > mostCompared {
		return
	}
	values := make([]float64, quantities)
	for i := range values {
		values[i] = of(i)
	}
	s.seeded = append(s.seeded, seeded{point, task, seed, values})
}

// comparison takes two studies point by point.
type comparison struct {
	Names      [2]string   `json:"names"`
	Dirs       [2]string   `json:"dirs"`
	Studies    [2]int      `json:"studies"` // their numbers on the page
	Story      []string    `json:"story"`
	Settings   [][3]string `json:"settings"` // a key and its values, where these differ
	Axes       []*axis     `json:"axes"`
	Points     *pairs      `json:"points"`
	Quantities []quantity  `json:"quantities"`
}

// pairs are the points that both have.
type pairs struct {
	At    [][]int       `json:"at"` // by axis, then by point
	Tasks []*difference `json:"tasks"`
}

// difference is that of a task, by quantity.
type difference struct {
	Task  string             `json:"task"`
	Pairs []int              `json:"pairs"` // by point: seeds that both have
	A     map[string]numbers `json:"a"`
	B     map[string]numbers `json:"b"`
	Value map[string]numbers `json:"value"` // of B minus A
	Low   map[string]rounded `json:"low"`   // of its 95% interval
	High  map[string]rounded `json:"high"`
}

// compare compares two studies.
func compare(a, b *study) (*comparison, error) {
	c := &comparison{Axes: []*axis{}, Names: apart(a.Dir, b.Dir), Dirs: [2]string{a.Dir, b.Dir}, Points: &pairs{At: [][]int{}, Tasks: []*difference{}}, Settings: [][3]string{}, Quantities: []quantity{}}
	ofA, err := a.settings()
	if err != nil {
		return nil, err
	}
	ofB, err := b.settings()
	if err != nil {
		return nil, err
	}
	c.Settings = unlike(ofA, ofB)
	if a.merged || b.merged || len(a.seeded) > mostCompared || len(b.seeded) > mostCompared {
		c.Story = append(c.Story, "The studies are too large to compare point by point.")
		return c, nil
	}
	common := c.match(a, b, ofA, ofB)
	if len(common) == 0 {
		c.Story = append(c.Story, "The studies have no point in common: no combination of values of the swept keys is in both.")
		return c, nil
	}
	c.differences(a, b, common)
	c.tell(len(common), a, b)
	return c, nil
}

// apart are the parts of two paths that tell them apart.
func apart(a, b string) [2]string {
	x, y := strings.Split(filepath.ToSlash(filepath.Clean(a)), "/"), strings.Split(filepath.ToSlash(filepath.Clean(b)), "/")
	for len(x) > 1 && len(y) > 1 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if x[len(x)-1] == y[len(y)-1] {
		return [2]string{a, b}
	}
	return [2]string{x[len(x)-1], y[len(y)-1]}
}

// setting is a key of a study that is not swept, and its value in words.
type setting struct{ column, value string }

// settings are those of the first run.
func (s *study) settings() ([]setting, error) {
	results := output.Columns(output.Runs, s.manifest.Axes)
	var numbers, words []string
	var order []string
	for _, t := range s.manifest.Tables {
		if t.Name != output.Runs {
			continue
		}
		for _, c := range t.Columns {
			if c.Name == "config" || slices.ContainsFunc(results, func(r output.Column) bool { return r.Name == c.Name }) {
				continue
			}
			order = append(order, c.Name)
			if c.Type == output.String {
				words = append(words, c.Name)
			} else {
				numbers = append(numbers, c.Name)
			}
		}
	}
	paths, err := output.Parts(s.Dir, output.Runs)
	if err != nil {
		return nil, err
	}
	columns, err := readColumns(paths[0], numbers, words)
	if err != nil {
		return nil, err
	}
	var list []setting
	for _, name := range order {
		value := ""
		if i := slices.Index(words, name); i >= 0 {
			value = columns.words[i][0]
		} else if x := columns.numbers[slices.Index(numbers, name)][0]; x == x {
			value = text.Number(x, -1)
		}
		list = append(list, setting{name, value})
	}
	return list, nil
}

// unlike are the settings of both that differ.
func unlike(a, b []setting) [][3]string {
	list := [][3]string{}
	for _, x := range a {
		for _, y := range b {
			if x.column == y.column && x.value != y.value {
				list = append(list, [3]string{x.column, x.value, y.value})
			}
		}
	}
	return list
}

// match finds the points that both studies have: those where all keys that one of them sweeps have the same values.
func (c *comparison) match(a, b *study, ofA, ofB []setting) (common [][2]int) {
	var keys []*axis
	for _, x := range slices.Concat(a.Axes, b.Axes) {
		if !slices.ContainsFunc(keys, func(k *axis) bool { return k.source.Column == x.source.Column }) {
			keys = append(keys, x)
		}
	}
	at := map[string]int{}
	for point := range b.Points.Runs {
		at[b.key(keys, point, ofB)] = point
	}
	for point := range a.Points.Runs {
		if other, found := at[a.key(keys, point, ofA)]; found {
			common = append(common, [2]int{point, other})
		}
	}
	for k, x := range a.Axes {
		var places []int
		for _, p := range common {
			places = append(places, a.Points.At[k][p[0]])
		}
		used := slices.Compact(slices.Sorted(slices.Values(places)))
		if len(used) > 1 {
			c.Axes, c.Points.At = append(c.Axes, x.only(used)), append(c.Points.At, renumbered(places, used))
		}
	}
	return common
}

// only is the axis with some of its values.
func (a *axis) only(places []int) *axis {
	some := *a
	some.Values, some.Names = nil, nil
	for k, place := range places {
		if a.Names != nil {
			some.Names, some.Values = append(some.Names, a.Names[place]), append(some.Values, float64(k))
			continue
		}
		some.Values = append(some.Values, a.Values[place])
	}
	some.Log = !a.named() && logarithmic(some.Values)
	return &some
}

// renumbered are places as numbers of those used.
func renumbered(places, used []int) []int {
	list := make([]int, len(places))
	for i, place := range places {
		list[i], _ = slices.BinarySearch(used, place)
	}
	return list
}

// key says which values keys have at a point.
func (s *study) key(keys []*axis, point int, settings []setting) string {
	var words []string
	for _, key := range keys {
		word := ""
		for k, x := range s.Axes {
			if x.source.Column == key.source.Column {
				word = x.at(s.Points.At[k][point])
			}
		}
		for _, x := range s.all {
			if word == "" && x.source.Column == key.source.Column && len(x.Values) > 0 {
				word = x.at(0)
			}
		}
		for _, x := range settings {
			if word == "" && x.column == key.source.Column {
				word = x.value
			}
		}
		words = append(words, word)
	}
	return strings.Join(words, "\x00")
}

// at is a value in words.
func (a *axis) at(place int) string {
	if len(a.Names) > 0 {
		return a.Names[place]
	}
	return text.Number(a.Values[place], -1)
}

// short is a value in few characters.
func (a *axis) short(place int) string {
	if len(a.Names) > 0 {
		return a.Names[place]
	}
	return short(a.Values[place])
}

// differences computes those of the quantities that both have, B minus A, by the seeds that both have.
func (c *comparison) differences(a, b *study, common [][2]int) {
	list := quantities()
	type name struct {
		point int
		task  string
		seed  int64
	}
	ofB := map[name][]float64{}
	for _, x := range b.seeded {
		ofB[name{x.point, x.task, x.seed}] = x.values
	}
	byPoint := make(map[int][]seeded)
	for _, x := range a.seeded {
		byPoint[x.point] = append(byPoint[x.point], x)
	}
	for _, task := range a.Points.Tasks {
		other := slices.IndexFunc(b.Points.Tasks, func(r *results) bool { return r.Task == task.Task })
		if other < 0 {
			continue
		}
		d := &difference{task.Task, make([]int, len(common)), map[string]numbers{}, map[string]numbers{}, map[string]numbers{}, map[string]rounded{}, map[string]rounded{}}
		for i, q := range list {
			if task.Values[q.Name] == nil && b.Points.Tasks[other].Values[q.Name] == nil {
				continue
			}
			x, y, value := make(numbers, len(common)), make(numbers, len(common)), make(numbers, len(common))
			low, high := make(rounded, len(common)), make(rounded, len(common))
			told := false
			for k, p := range common {
				x[k], y[k] = task.cells[p[0]].center(i, q.Event), b.Points.Tasks[other].cells[p[1]].center(i, q.Event)
				var each []float64
				n := 0
				for _, run := range byPoint[p[0]] {
					twin, found := ofB[name{p[1], task.Task, run.seed}]
					if run.task != task.Task || !found {
						continue
					}
					n++
					if delta := minus(twin[i], run.values[i], q.Event); delta == delta {
						each = append(each, delta)
					}
				}
				d.Pairs[k] = n
				e := estimateOf(each, q)
				value[k], low[k], high[k] = e.Value, e.Low, e.High
				told = told || e.Value-e.Value == 0
			}
			if !told {
				continue
			}
			d.A[q.Name], d.B[q.Name], d.Value[q.Name], d.Low[q.Name], d.High[q.Name] = x, y, value, low, high
			if !slices.ContainsFunc(c.Quantities, func(known quantity) bool { return known.Name == q.Name }) {
				c.Quantities = append(c.Quantities, q)
			}
		}
		c.Points.Tasks = append(c.Points.Tasks, d)
	}
}

// estimateOf is the mean of differences with Student's 95% interval, or of the steps of an event their median with the interval of its order
// statistics, which fewer than six cannot bound.
func estimateOf(each []float64, q quantity) stat.Estimate {
	if !q.Event {
		e := stat.MeanOf(each)
		if q.Share { // no share differs by more than 1
			e.Low, e.High = max(e.Low, -1), min(e.High, 1)
		}
		return e
	}
	e := stat.MedianOf(each)
	if len(each) < stat.LeastForInterval {
		e.Low, e.High = math.Inf(-1), math.Inf(1)
	}
	return e
}

// negligible is the share of the values below which a difference counts as none: results of other arithmetic differ by as much.
const negligible = 1e-6

// minus is y - x. An event that one of them never has lies infinitely late; of two that never have it the difference is undefined.
func minus(y, x float64, event bool) float64 {
	if event {
		if y != y {
			y = math.Inf(1)
		}
		if x != x {
			x = math.Inf(1)
		}
	}
	if d := y - x; math.Abs(d) > negligible*max(math.Abs(x), math.Abs(y)) || d != d || math.IsInf(d, 0) {
		return d
	}
	return 0
}

// tell says how the studies differ in test accuracy.
func (c *comparison) tell(points int, a, b *study) {
	if len(c.Settings) > 0 {
		var list []string
		for _, s := range c.Settings[:min(len(c.Settings), 6)] {
			list = append(list, fmt.Sprintf("%s (%s and %s)", s[0], said(s[1]), said(s[2])))
		}
		more := ""
		if n := len(c.Settings) - len(list); n > 0 {
			more = fmt.Sprintf(" and %d more", n)
		}
		c.Story = append(c.Story, sentence("the studies differ in "+strings.Join(list, ", ")+more))
	} else {
		c.Story = append(c.Story, "No setting that both keep fixed differs.")
	}
	c.Story = append(c.Story, sentence(fmt.Sprintf("%s in common, of %d in %s and %d in %s", text.Count(points, "point"), len(a.Points.Runs), a.Dir, len(b.Points.Runs), b.Dir)))
	for _, d := range c.Points.Tasks {
		value, low, high := d.Value["test_accuracy"], d.Low["test_accuracy"], d.High["test_accuracy"]
		if value == nil {
			continue
		}
		apart, most := 0, 0
		for k := range value {
			if low[k] > 0 || high[k] < 0 {
				apart++
			}
			if math.Abs(value[k]) > math.Abs(value[most]) || value[most] != value[most] {
				most = k
			}
		}
		var where []string
		for k, x := range c.Axes {
			where = append(where, x.Label+" "+x.short(c.Points.At[k][most]))
		}
		at := ""
		if len(where) > 0 {
			at = " at " + strings.Join(where, ", ")
		}
		c.Story = append(c.Story, sentence(fmt.Sprintf("test accuracy of %s: the 95%% interval of the difference leaves out zero at %d of %s, of which one in twenty would do so by chance; "+
			"the largest difference is %s%s%s", d.Task, apart, text.Count(points, "point"), text.Number(value[most], 3), interval(roundTo(low[most], 3), roundTo(high[most], 3)), at)))
	}
}

func said(value string) string {
	if value == "" {
		return "none"
	}
	return value
}
