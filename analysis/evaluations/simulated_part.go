package evaluations

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// part reads one file of a sweep's table.
type part struct {
	*swept
	file     *parquetFile
	index    int
	wanted   []wanted
	err      error // the first missing column or column of a wrong type
	run      int   // positions in wanted, like those below; -1: the file has no such column
	seed     int
	task     int
	step     int
	tokens   int
	flops    int
	loss     int
	invalid  int
	axes     []int
	metrics  []int
	subjects *subjects
	tests    map[string]*Test // those of gradings, to spare its lock
	key      []byte
}

func (w *swept) readPart(i int) error {
	file, err := openParquet(w.paths[i])
	if err != nil {
		return err
	}
	defer file.close()
	p := &part{swept: w, file: file, index: i, tests: map[string]*Test{}}
	p.subjects = newSubjects(p.subject)
	if p.find(); p.err != nil {
		return p.err
	}
	file.want(p.wanted)
	return p.read(w.first[i])
}

// subject returns the Subject of some words: the task, the values of the axes of words, and the words among the numbers
// of other axes.
func (p *part) subject(words []int32) *Subject {
	var conditions []string
	texts := words[1:][:len(p.words)]
	for i, word := range texts {
		conditions = append(conditions, p.swept.axes[p.words[i]].Path+"="+p.file.texts.list[word])
	}
	for i, word := range words[1+len(texts):] {
		if word != 0 {
			conditions = append(conditions, p.swept.axes[p.worded[i]].Path+"="+p.file.texts.list[word])
		}
	}
	return p.swept.subject(Subject{Family: p.Study, Task: p.file.texts.list[words[0]], Condition: strings.Join(conditions, ", ")})
}

// find looks up the columns by their names.
func (p *part) find() {
	p.run = p.needed("run", asNumber)
	p.seed = p.needed("seed", asNumber)
	p.task = p.needed("task", asWord)
	if p.step = p.optional("step", asNumber); p.step < 0 {
		p.step = p.needed("steps", asNumber)
	}
	p.tokens = p.needed("tokens", asNumber)
	p.flops = p.needed("flops", asNumber)
	p.loss = p.optional("loss", asNumber)
	p.invalid = p.optional("invalid", asWord)
	for _, a := range p.swept.axes {
		k := asNumber
		if a.Type == output.String {
			k = asWord
		}
		p.axes = append(p.axes, p.needed(a.Column, k))
	}
	for _, m := range p.swept.metrics {
		p.metrics = append(p.metrics, p.optional(m.Name, asNumber))
	}
}

// optional selects a column for reading. It returns the position in wanted; -1 if the file has no such column.
func (p *part) optional(name string, k kind) int {
	column := slices.Index(p.file.names, name)
	if column < 0 {
		return -1
	}
	if err := p.file.flat(column); err != nil && p.err == nil {
		p.err = err
	}
	p.wanted = append(p.wanted, wanted{column, k})
	return len(p.wanted) - 1
}

func (p *part) needed(name string, k kind) int {
	i := p.optional(name, k)
	if i < 0 && p.err == nil {
		p.err = refuse(p.file.Path, "has no column %s, expected a table of circsim", text.Quote(name))
	}
	return i
}

func (p *part) read(row int) error {
	c := newChunk(p.wanted, min(p.file.expected(), chunkRows))
	words := make([]int32, 1+len(p.words)+len(p.worded))
	last, runs := math.NaN(), int64(0)
	var invalid invalids
	for {
		err := p.file.next(c)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		for i := range c.rows {
			if run := c.numbers[p.run][i]; run != last {
				last = run
				runs++
			}
			if p.invalid >= 0 && c.words[p.invalid][i] != 0 {
				if invalid.rows++; invalid.rows == 1 {
					invalid.first = p.file.texts.list[c.words[p.invalid][i]]
				}
			}
			words[0] = c.words[p.task][i]
			for k, axis := range p.words {
				words[1+k] = c.words[p.axes[axis]][i]
			}
			for k, axis := range p.worded {
				word := &words[1+len(p.words)+k]
				if *word = 0; math.IsNaN(c.numbers[p.axes[axis]][i]) {
					*word = p.file.texts.number(p.swept.axes[axis].Word)
				}
			}
			if err := p.fill(row, c, i, p.subjects.of(words)); err != nil {
				return err
			}
			row++
		}
		for m, w := range p.metrics {
			p.column(m, w, c, row-c.rows)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.swept.runs += runs
	p.swept.invalid[p.index] = invalid
	return nil
}

// fill makes a row of the table, without its scores.
func (p *part) fill(row int, c *chunk, i int, s *Subject) (err error) {
	r := &p.Rows[row]
	r.Subject = s
	r.Run, r.Seed = int64(c.numbers[p.run][i]), int64(c.numbers[p.seed][i])
	r.Step, r.Tokens, r.FLOPs = c.numbers[p.step][i], c.numbers[p.tokens][i], c.numbers[p.flops][i]
	r.Loss = math.NaN()
	if p.loss >= 0 {
		r.Loss = c.numbers[p.loss][i]
	}
	r.Params = float64(p.scenario.Model.Params)
	if p.params >= 0 {
		r.Params = c.numbers[p.axes[p.params]][i]
	}
	n := len(p.numbers)
	r.Axis = p.values[row*n : (row+1)*n : (row+1)*n]
	for k, axis := range p.numbers {
		r.Axis[k] = c.numbers[p.axes[axis]][i]
	}
	n = len(p.metrics)
	r.Scores = p.scores[row*n : (row+1)*n : (row+1)*n]
	p.key = append(p.key[:0], s.Task...)
	for _, axis := range p.gradings.matter {
		p.key = fmt.Append(p.key, "\x00", p.axisValue(axis, c, i))
	}
	var ok bool
	if r.Test, ok = p.tests[string(p.key)]; !ok {
		r.Test, err = p.gradings.of(s.Task, string(p.key), func(axis int) any { return p.axisValue(axis, c, i) })
		p.tests[string(p.key)] = r.Test
	}
	return err
}

// axisValue returns a row's value of an axis: int64, float64 or string.
func (p *part) axisValue(axis int, c *chunk, i int) any {
	w := p.axes[axis]
	switch p.swept.axes[axis].Type {
	case output.String:
		return p.file.texts.list[c.words[w][i]]
	case output.Int64:
		if x := c.numbers[w][i]; x == x {
			return int64(x)
		}
		return int64(0) // the word
	}
	return c.numbers[w][i]
}

// column copies a metric's column of a chunk to the scores, from the given row on.
func (p *part) column(metric, wanted int, c *chunk, row int) {
	n := len(p.metrics)
	for i := range c.rows {
		x := math.NaN()
		if wanted >= 0 {
			x = c.numbers[wanted][i]
		}
		p.scores[(row+i)*n+metric] = x
	}
}
