package evaluations

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// builder makes rows of the chunks of a foreign table.
type builder struct {
	*layout
	table    *Table
	notes    *notes
	subjects *subjects
	partial  map[*Subject]string // what a subject does not name
	words    []int32             // of the current row's subject
	sources  []int               // of words: positions in wanted
	sizes    map[string]float64  // params by model
	seeds    map[int32]int64     // by word
	pairs    *pairs
	axes     slab
	scores   slab
	rows     []Row
	lines    []int32 // where rows begin
	groups   groups
	fileRows int
}

func newBuilder(l *layout, t *Table, n *notes) *builder {
	b := &builder{
		layout: l, table: t, notes: n, partial: map[*Subject]string{}, seeds: map[int32]int64{}, pairs: newPairs(l),
	}
	for _, r := range []Role{RoleFamily, RoleModel, RoleTask} {
		if l.has(r) {
			b.sources = append(b.sources, l.role[r])
		}
	}
	for _, c := range l.conditions {
		b.sources = append(b.sources, c.wanted)
	}
	b.words = make([]int32, len(b.sources))
	b.subjects = newSubjects(b.subject)
	if len(l.mapping.sizes) > 0 {
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

// subject is that of some words; nil where they do not name the task.
func (b *builder) subject(numbers []int32) *Subject {
	s := &Subject{Family: b.table.Study, Task: b.table.Study}
	if b.mapping.task.text != "" {
		s.Task = b.mapping.task.text
	}
	partial := ""
	next := func(r Role, to *string) {
		if !b.has(r) {
			return
		}
		text := b.file.texts().list[numbers[0]]
		numbers = numbers[1:]
		if absent(text) && text != "-" && !strings.EqualFold(text, "none") {
			partial = string(r)
			return
		}
		*to = text
	}
	next(RoleFamily, &s.Family)
	next(RoleModel, &s.Model)
	next(RoleTask, &s.Task)
	if partial == string(RoleTask) {
		return nil
	}
	for i, c := range b.conditions {
		if i > 0 {
			s.Condition += ", "
		}
		s.Condition += c.name + "=" + b.file.texts().list[numbers[i]]
	}
	if partial != "" {
		b.partial[s] = partial
	}
	return s
}

// row is what a row of a chunk says besides its scores; false where it has no task.
func (b *builder) row(c *chunk, i int) (r Row, ok bool) {
	line := int(c.lines[i])
	for k, w := range b.sources {
		b.words[k] = c.words[w][i]
	}
	r.Subject = b.subjects.of(b.words)
	if r.Subject == nil {
		b.notes.count("no task", line, 0, func() string { return "names no task: left out" })
		return r, false
	}
	if len(b.partial) > 0 {
		if what, ok := b.partial[r.Subject]; ok {
			b.notes.count("no "+what, line, 0, func() string { return "names no " + what })
		}
	}
	r.Run, r.Seed = NoRun, b.seed(c, i)
	r.Step = b.amount(c, i, RoleStep)
	r.Loss = b.amount(c, i, RoleLoss)
	r.Params = b.amount(c, i, RoleParams)
	r.Tokens = b.amount(c, i, RoleTokens)
	r.FLOPs = b.amount(c, i, RoleFLOPs)
	b.checkSizes(&r, line)
	if b.sizes != nil {
		r.Params = b.sized(r.Subject, line)
	}
	r.Axis = b.axes.take(len(b.layout.axes))
	for k, a := range b.layout.axes {
		r.Axis[k] = c.numbers[a.wanted][i] * b.mapping.factor(a.name)
	}
	return r, true
}

// amount is a role's number, NaN where there is none.
func (b *builder) amount(c *chunk, i int, role Role) float64 {
	w, ok := b.role[role]
	if !ok {
		return math.NaN()
	}
	x := c.numbers[w][i]
	if len(b.mapping.units) > 0 {
		x *= b.mapping.factor(string(role))
	}
	return x
}

// checkSizes takes out sizes that none can be: parameters of at most 0, and less than 0 of others. Nothing
// seen in training is the state at step 0, or an error.
func (b *builder) checkSizes(r *Row, line int) {
	refuse := func(x *float64, role Role, bad bool, expected string) {
		if !bad {
			return
		}
		was := *x
		b.notes.count("bad "+string(role), line, 0, func() string {
			return fmt.Sprintf("%s is %s, expected %s: taken as unknown", role, decimal(was), expected)
		})
		*x = math.NaN()
	}
	trained := r.Step > 0 || math.IsNaN(r.Step)
	refuse(&r.Step, RoleStep, r.Step < 0, "0 or more")
	refuse(&r.Params, RoleParams, r.Params <= 0, "a number above 0")
	refuse(&r.Tokens, RoleTokens, r.Tokens < 0 || r.Tokens == 0 && trained, "a number above 0")
	refuse(&r.FLOPs, RoleFLOPs, r.FLOPs < 0 || r.FLOPs == 0 && trained, "a number above 0")
}

func (b *builder) sized(s *Subject, line int) float64 {
	if x, ok := b.sizes[s.Model]; ok {
		return x
	}
	b.notes.count("no size", line, 0, func() string {
		return fmt.Sprintf("model %s has no size in the mapping: its params are unknown", text.Quote(s.Model))
	})
	return math.NaN()
}

// seed reads integers, whole numbers with a point among them, as tables with gaps have them.
func (b *builder) seed(c *chunk, i int) int64 {
	w, ok := b.role[RoleSeed]
	if !ok {
		return NoSeed
	}
	word := c.words[w][i]
	seed, known := b.seeds[word]
	if !known {
		text := b.file.texts().list[word]
		var err error
		if seed, err = strconv.ParseInt(text, 10, 64); err != nil {
			if x, is := number(text); is == present && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
				seed, err = int64(x), nil
			}
		}
		if err != nil || seed < 0 {
			seed = NoSeed
		}
		b.seeds[word] = seed
	}
	if seed == NoSeed {
		b.notes.count("no seed", int(c.lines[i]), 0, func() string {
			return fmt.Sprintf("seed is %s, expected an integer of at least 0: taken as unknown", text.Quote(b.file.texts().list[word]))
		})
	}
	return seed
}
