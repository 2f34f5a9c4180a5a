package evaluations

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// builder makes rows from the chunks of a table of real models.
type builder struct {
	*layout
	table      *Table
	notes      *notes
	subjects   *subjects
	unnamed    map[*Subject]string // the role that has no name in a subject
	words      []int32             // of the current row's subject
	sources    []int               // columns of these words: positions in wanted
	sizes      map[string]float64  // params by model
	seeds      map[int32]int64     // by word
	pairs      *pairs
	axes       slab
	scores     slab
	rows       []Row
	lines      []int32 // by row: the line of the file
	groups     groups
	fileRows   int       // rows read
	replicated bool      // lines without a seed have different scores: see agrees
	percent    []float64 // by metric: its largest score, if they look like percentages; else 0
}

func newBuilder(l *layout, t *Table, n *notes) *builder {
	b := &builder{
		layout: l, table: t, notes: n, unnamed: map[*Subject]string{}, seeds: map[int32]int64{}, pairs: newPairs(l),
	}
	for _, r := range []role{roleFamily, roleModel, roleTask} {
		if l.has(r) {
			b.sources = append(b.sources, l.role[r])
		}
	}
	for _, c := range l.conditions {
		b.sources = append(b.sources, c.wanted)
	}
	b.words = make([]int32, len(b.sources))
	b.subjects = newSubjects(b.subject)
	if len(l.mapping.sizes) > 0 || l.sizesByName {
		b.sizes = map[string]float64{}
		for _, s := range l.mapping.sizes {
			b.sizes[s.name] = s.value
		}
	}
	for _, a := range l.axes {
		t.Axes = append(t.Axes, Axis{Name: a.name})
	}
	return b
}

// readChunks reads the file up to the maximum size of a table with that many metrics. It calls reserve once with the
// expected number of rows, then add for each row of each chunk; add returns the size of the table so far.
func (b *builder) readChunks(metrics int, reserve func(rows int), add func(c *chunk, i int) (size int)) error {
	most := mostRows(metrics)
	c := newChunk(b.wanted, chunkRows)
	for {
		err := b.file.next(c)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if b.fileRows == 0 {
			reserve(min(b.file.expected(), most))
		}
		b.fileRows += c.rows
		for i := range c.rows {
			if add(c, i) > most {
				return tooLarge(b.table.Path, most, metrics)
			}
		}
	}
}

// subject returns the Subject of some words; nil if the word for the task is missing.
func (b *builder) subject(numbers []int32) *Subject {
	s := &Subject{Family: b.table.Study, Task: b.table.Study}
	if b.mapping.task.text != "" {
		s.Task = b.mapping.task.text
	}
	unnamed := ""
	next := func(r role, to *string) {
		if !b.has(r) {
			return
		}
		text := b.text(numbers[0])
		numbers = numbers[1:]
		if absent(text) && text != "-" && !strings.EqualFold(text, "none") {
			unnamed = string(r)
			return
		}
		*to = text
	}
	next(roleFamily, &s.Family)
	next(roleModel, &s.Model)
	next(roleTask, &s.Task)
	if unnamed == string(roleTask) {
		return nil
	}
	for i, c := range b.conditions {
		if i > 0 {
			s.Condition += ", "
		}
		s.Condition += c.name + "=" + b.text(numbers[i])
	}
	if unnamed != "" {
		b.unnamed[s] = unnamed
	}
	return s
}

// row returns row i of a chunk without its scores; false if it has no task.
func (b *builder) row(c *chunk, i int) (r Row, ok bool) {
	line := int(c.lines[i])
	for k, w := range b.sources {
		b.words[k] = c.words[w][i]
	}
	r.Subject = b.subjects.of(b.words)
	if r.Subject == nil {
		b.notes.count("no task", line, func() string { return "names no task: left out" })
		return r, false
	}
	if len(b.unnamed) > 0 {
		if what, ok := b.unnamed[r.Subject]; ok {
			b.notes.count("no "+what, line, func() string { return "names no " + what })
		}
	}
	r.Run, r.Seed = noRun, b.seed(c, i)
	r.Step = b.amount(c, i, roleStep)
	r.Loss = b.amount(c, i, roleLoss)
	r.Params = b.amount(c, i, roleParams)
	r.Tokens = b.amount(c, i, roleTokens)
	r.FLOPs = b.amount(c, i, roleFLOPs)
	b.checkSizes(&r, line)
	switch {
	case b.sizesByName:
		r.Params = b.sizeByName(r.Subject, line)
	case b.sizes != nil:
		r.Params = b.sized(r.Subject, line)
	}
	r.Axis = b.axes.take(len(b.layout.axes))
	for k, a := range b.layout.axes {
		r.Axis[k] = c.numbers[a.wanted][i] * b.factor(a.name)
	}
	return r, true
}

// amount returns the number of a role in its unit; NaN if missing.
func (b *builder) amount(c *chunk, i int, role role) float64 {
	w, ok := b.role[role]
	if !ok {
		return math.NaN()
	}
	x := c.numbers[w][i]
	if len(b.mapping.units)+len(b.factors) == 0 {
		return x
	}
	if _, mapped := amountOf(b.mapping.units, string(role)); mapped || b.file.cells().styles[w] != suffixed {
		x *= b.factor(string(role))
	}
	return x
}

// checkSizes removes impossible sizes: params of 0 or less, and negative ones of the others. Tokens and FLOPs may be 0
// at step 0 alone.
func (b *builder) checkSizes(r *Row, line int) {
	check := func(x *float64, role role, bad bool, expected string) {
		if !bad {
			return
		}
		was := *x / b.factor(string(role)) // as the cell says
		b.notes.count("bad "+string(role), line, func() string {
			return fmt.Sprintf("%s is %s, expected %s: taken as unknown", role, decimal(was), expected)
		})
		*x = math.NaN()
	}
	trained := r.Step > 0 || math.IsNaN(r.Step)
	check(&r.Step, roleStep, r.Step < 0, "0 or more")
	check(&r.Params, roleParams, r.Params <= 0, "a number above 0")
	check(&r.Tokens, roleTokens, r.Tokens < 0 || r.Tokens == 0 && trained, "a number above 0")
	check(&r.FLOPs, roleFLOPs, r.FLOPs < 0 || r.FLOPs == 0 && trained, "a number above 0")
}

// sized returns the params that the mapping gives for a model.
func (b *builder) sized(s *Subject, line int) float64 {
	if x, ok := b.sizes[s.Model]; ok {
		return x
	}
	if x, ok := amountOf(b.mapping.sizes, s.Model); ok {
		b.sizes[s.Model] = x
		return x
	}
	b.notes.count("no size", line, func() string {
		return fmt.Sprintf("model %s has no size in the mapping: its params are unknown", text.Quote(s.Model))
	})
	return math.NaN()
}

// seed returns the seed of a row. It accepts whole numbers such as 3.0, which programs write in columns with missing
// values.
func (b *builder) seed(c *chunk, i int) int64 {
	w, ok := b.role[roleSeed]
	if !ok {
		return NoSeed
	}
	word := c.words[w][i]
	seed, known := b.seeds[word]
	if !known {
		var err error
		if seed, err = strconv.ParseInt(b.text(word), 10, 64); err != nil {
			if x, is := number(b.text(word)); is == present && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
				seed, err = int64(x), nil
			}
		}
		if err != nil || seed < 0 {
			seed = NoSeed
		}
		b.seeds[word] = seed
	}
	if seed == NoSeed {
		b.notes.count("no seed", int(c.lines[i]), func() string {
			return fmt.Sprintf("seed is %s, expected an integer of at least 0: taken as unknown", text.Quote(b.text(word)))
		})
	}
	return seed
}
