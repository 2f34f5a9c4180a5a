package report

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Limits of a page about one study. A page of several has less of each.
const (
	mostPoints  = 2500    // 50 by 50
	mostNumbers = 300_000 // of points: for each task and quantity a value and the ends of a band
)

// axis is a swept key.
type axis struct {
	Path   string   `json:"path"`
	Label  string   `json:"label"`
	Unit   string   `json:"unit,omitempty"`
	Log    bool     `json:"log"`
	Values numbers  `json:"values"`          // ascending; numbers of the names where there are some
	Names  []string `json:"names,omitempty"` // of an axis of words, in the order of the plan
	From   numbers  `json:"from,omitempty"`  // where each value stands for several: the least of them
	To     numbers  `json:"to,omitempty"`    // and the greatest

	source output.Axis
	cells  int // that its values are taken together in; 0: each stands alone
	listed []string
	known  map[string]int
}

// newAxes are the axes of a study whose points number at most a limit, as far as the plan tells. The number says how many points the
// plan has.
func newAxes(m *output.Manifest, limit int) (axes []*axis, planned int64) {
	planned = m.Runs / max(1, m.Seeds)
	if m.Design == scenarios.Adaptive {
		planned = m.Runs
	}
	for _, a := range m.Axes {
		axes = append(axes, &axis{Path: a.Path, source: a, known: map[string]int{}})
	}
	if planned <= int64(limit) || len(axes) == 0 {
		return axes, planned
	}
	most := 1
	for fits(axes, most+1, limit) {
		most++
	}
	for _, a := range axes {
		a.cells = a.bounded(most)
	}
	return axes, planned
}

// fits says whether the axes have at most a limit of cells, with at most a number of cells each.
func fits(axes []*axis, most, limit int) bool {
	product, more := 1, false
	for _, a := range axes {
		product *= a.bounded(most)
		more = more || a.bounded(most) > a.bounded(most-1)
	}
	return product <= limit && more
}

// bounded is the number of cells of the axis, of at most a number.
func (a *axis) bounded(most int) int {
	if a.source.Range != nil {
		return most
	}
	return min(most, len(a.distinct()))
}

// named says whether the axis has words for values.
func (a *axis) named() bool { return a.source.Type == output.String || a.source.Word != "" }

// distinct are the different listed values: numbers ascending, or words in the order of the plan.
func (a *axis) distinct() []string {
	if a.listed != nil {
		return a.listed
	}
	seen := map[string]bool{}
	for _, v := range a.source.Values {
		if name := a.name(v); !seen[name] {
			seen[name] = true
			a.listed = append(a.listed, name)
		}
	}
	if !a.named() {
		slices.SortFunc(a.listed, func(x, y string) int { return cmp.Compare(parse(x), parse(y)) })
	}
	return a.listed
}

func (a *axis) name(v any) string {
	if word, ok := v.(string); ok {
		return word
	}
	x := scenarios.Number(v)
	if a.source.Word != "" && x == 0 {
		return a.source.Word
	}
	return text.Number(x, -1)
}

func parse(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// place is the number of a value on the axis.
func (a *axis) place(x float64, word string) int {
	if a.cells > 0 {
		return a.cell(x, word)
	}
	key := word
	if a.source.Type != output.String {
		var bits [8]byte
		binary.LittleEndian.PutUint64(bits[:], math.Float64bits(x))
		key = string(bits[:])
	}
	k, found := a.known[key]
	if !found {
		k = len(a.known)
		a.known[key] = k
		if a.named() {
			a.Names = append(a.Names, a.written(x, word))
			x = float64(k)
		}
		a.Values = append(a.Values, x)
	}
	return k
}

// cell is the number of the cell that holds a value.
func (a *axis) cell(x float64, word string) int {
	if r := a.source.Range; r != nil {
		return min(a.cells-1, max(0, int(r.Part(x)*float64(a.cells))))
	}
	if a.Values == nil {
		a.layCells()
	}
	return a.known[a.written(x, word)]
}

// written is a value of a row as name writes that of the plan. An integer that is null is the word of its key.
func (a *axis) written(x float64, word string) string {
	switch {
	case a.source.Type == output.String:
		return word
	case x != x:
		return a.source.Word
	}
	return text.Number(x, -1)
}

// layCells divides the listed values, or the range, into cells.
func (a *axis) layCells() {
	a.Values = make(numbers, a.cells)
	if r := a.source.Range; r != nil {
		from, to := scenarios.Number(r.From), scenarios.Number(r.To)
		at := func(part float64) float64 {
			if r.Spacing == scenarios.LogSpacing {
				return from * math.Pow(to/from, part)
			}
			return from + (to-from)*part
		}
		for k := range a.cells {
			low, high := float64(k)/float64(a.cells), float64(k+1)/float64(a.cells)
			a.Values[k] = at((low + high) / 2)
			a.From, a.To = append(a.From, at(low)), append(a.To, at(high))
		}
		return
	}
	values := a.distinct()
	var groups [][]string
	for k := range a.cells {
		groups = append(groups, values[k*len(values)/a.cells:(k+1)*len(values)/a.cells])
	}
	log := !a.named() && logarithmic(parsed(values))
	for k, g := range groups {
		for _, name := range g {
			a.known[name] = k
		}
		if a.named() {
			a.Values[k] = float64(k)
			name := g[0]
			if len(g) > 1 {
				name += " to " + g[len(g)-1]
			}
			a.Names = append(a.Names, name)
			continue
		}
		low, high := parse(g[0]), parse(g[len(g)-1])
		a.Values[k] = (low + high) / 2
		if log && low < high {
			a.Values[k] = math.Sqrt(low) * math.Sqrt(high)
		}
		a.From, a.To = append(a.From, low), append(a.To, high)
	}
}

func parsed(names []string) []float64 {
	var list []float64
	for _, n := range names {
		list = append(list, parse(n))
	}
	return list
}

// order sorts the values of an axis of numbers, and returns the new place of each old one.
func (a *axis) order() []int {
	if a.cells > 0 && a.Values == nil {
		a.layCells()
	}
	places := make([]int, len(a.Values))
	by := make([]int, len(a.Values))
	for k := range by {
		by[k] = k
	}
	if !a.named() {
		slices.SortFunc(by, func(i, j int) int { return cmp.Compare(a.Values[i], a.Values[j]) })
	}
	values := slices.Clone(a.Values)
	for k, old := range by {
		a.Values[k] = values[old]
		places[old] = k
	}
	a.Log = !a.named() && logarithmic(a.Values)
	return places
}

// logarithmic says whether values are above 0 and span a factor of 20 or more.
func logarithmic(values []float64) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range values {
		low, high = min(low, x), max(high, x)
	}
	return low > 0 && high >= 20*low && !math.IsInf(high, 0)
}

// points are the different places of the axes, with what their runs gave.
type points struct {
	At    [][]int    `json:"at"`   // by axis, then by point: the number of the value
	Runs  []int      `json:"runs"` // of the point
	Tasks []*results `json:"tasks"`

	known map[string]int
}

// results are those of a task, by point.
type results struct {
	Task    string             `json:"task"`
	Regimes map[string][]int   `json:"regimes"` // runs that ended in each
	Values  map[string]numbers `json:"values"`  // by quantity: the mean, or the median of the step of an event
	Low     map[string]rounded `json:"low,omitempty"`
	High    map[string]rounded `json:"high,omitempty"`

	cells []*cell
}

// cell is a point of a task while its runs are read.
type cell struct {
	sums, low, high []float64 // by quantity
	count           []int
	steps           [][]float64 // by event
	regimes         map[string]int
}

// find is the number of the point at some places.
func (p *points) find(at []int) int {
	key := make([]byte, 0, 4*len(at))
	for _, k := range at {
		key = binary.LittleEndian.AppendUint32(key, uint32(k))
	}
	i, found := p.known[string(key)]
	if !found {
		i = len(p.Runs)
		p.known[string(key)] = i
		p.Runs = append(p.Runs, 0)
		for k := range p.At {
			p.At[k] = append(p.At[k], at[k])
		}
	}
	return i
}

// task is what the points have of a task.
func (p *points) task(name string) *results {
	for _, r := range p.Tasks {
		if r.Task == name {
			return r
		}
	}
	r := &results{Task: name}
	p.Tasks = append(p.Tasks, r)
	return r
}

// cell is that of a point.
func (r *results) cell(point, quantities int) *cell {
	for len(r.cells) <= point {
		r.cells = append(r.cells, nil)
	}
	if r.cells[point] == nil {
		c := &cell{sums: make([]float64, quantities), low: make([]float64, quantities), high: make([]float64, quantities),
			count: make([]int, quantities), steps: make([][]float64, quantities), regimes: map[string]int{}}
		for i := range quantities {
			c.low[i], c.high[i] = math.Inf(1), math.Inf(-1)
		}
		r.cells[point] = c
	}
	return r.cells[point]
}

// add adds a run.
func (c *cell) add(quantities []quantity, of func(i int) float64, regime string) {
	c.regimes[regime]++
	for i, q := range quantities {
		x := of(i)
		switch {
		case q.Event && x != x:
			c.steps[i] = append(c.steps[i], math.Inf(1))
		case x != x:
			continue
		case q.Event:
			c.steps[i] = append(c.steps[i], x)
		}
		if q.Event && x != x {
			x = math.Inf(1)
		}
		c.count[i]++
		c.sums[i] += x
		c.low[i], c.high[i] = min(c.low[i], x), max(c.high[i], x)
	}
}

// center is the mean of a quantity, or the median of the steps of an event: +Inf where half of the runs or more never have it.
func (c *cell) center(i int, event bool) float64 {
	if c == nil || c.count[i] == 0 {
		return math.NaN()
	}
	if !event {
		return c.sums[i] / float64(c.count[i])
	}
	steps := slices.Sorted(slices.Values(c.steps[i]))
	n := len(steps)
	return (steps[(n-1)/2] + steps[n/2]) / 2
}

// settle writes down the results of a task, of the quantities that differ somewhere.
func (r *results) settle(quantities []quantity, points int) {
	r.Regimes, r.Values, r.Low, r.High = map[string][]int{}, map[string]numbers{}, map[string]rounded{}, map[string]rounded{}
	for len(r.cells) < points {
		r.cells = append(r.cells, nil)
	}
	for point, c := range r.cells {
		if c == nil {
			continue
		}
		for regime, n := range c.regimes {
			if r.Regimes[regime] == nil {
				r.Regimes[regime] = make([]int, points)
			}
			r.Regimes[regime][point] = n
		}
	}
	for i, q := range quantities {
		values, low, high := make(numbers, points), make(rounded, points), make(rounded, points)
		spread, told := false, false // an interval somewhere; a number somewhere
		for point, c := range r.cells {
			values[point], low[point], high[point] = c.center(i, q.Event), math.NaN(), math.NaN()
			if c == nil || c.count[i] == 0 {
				continue
			}
			low[point], high[point] = c.low[i], c.high[i]
			spread = spread || c.low[i] != c.high[i]
			told = told || c.low[i]-c.low[i] == 0
		}
		if !told || points > 1 && !spread && constant(values) {
			continue
		}
		r.Values[q.Name] = values
		if spread {
			r.Low[q.Name], r.High[q.Name] = low, high
		}
	}
}

func constant(values []float64) bool {
	return !slices.ContainsFunc(values, func(x float64) bool { return x != values[0] })
}
