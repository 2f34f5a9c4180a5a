package evaluations

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// part reads one file of a sweep's table.
type part struct {
	*swept
	file     *parquetFile
	index    int
	wanted   []wanted
	run      int // positions in wanted; -1: the file has no such column
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
	tests    map[string]*Test // by task and the values of the axes that matter
	key      []byte
}

func (w *swept) readPart(i int) error {
	file, err := openParquet(w.paths[i])
	if err != nil {
		return err
	}
	defer file.close()
	p := &part{swept: w, file: file, index: i, tests: map[string]*Test{}}
	p.subjects = newSubjects(func(words []int32) *Subject {
		s := Subject{Family: w.Study, Task: file.known.list[words[0]]}
		var conditions []string
		for _, word := range words[1:] {
			conditions = append(conditions, file.known.list[word])
		}
		s.Condition = w.condition(conditions)
		return w.subject(s)
	})
	if err := p.find(); err != nil {
		return err
	}
	file.want(p.wanted)
	return p.read(w.first[i])
}

// find looks up the columns by their names.
func (p *part) find() error {
	column := func(name string, k kind, needed bool, err *error) int {
		c := slices.Index(p.file.names, name)
		if c < 0 {
			if needed && *err == nil {
				*err = p.file.fault("has no column %s, expected a table of circsim", text.Quote(name))
			}
			return -1
		}
		if wrong := p.file.flat(c); wrong != nil && *err == nil {
			*err = wrong
		}
		p.wanted = append(p.wanted, wanted{c, k})
		return len(p.wanted) - 1
	}
	var err error
	p.run = column("run", asNumber, true, &err)
	p.seed = column("seed", asNumber, true, &err)
	p.task = column("task", asWord, true, &err)
	if p.step = column("step", asNumber, false, &err); p.step < 0 {
		p.step = column("steps", asNumber, true, &err)
	}
	p.tokens = column("tokens", asNumber, true, &err)
	p.flops = column("flops", asNumber, true, &err)
	p.loss = column("loss", asNumber, false, &err)
	p.invalid = column("invalid", asWord, false, &err)
	for _, a := range p.swept.axes {
		k := asNumber
		if a.Type == output.String {
			k = asWord
		}
		p.axes = append(p.axes, column(a.Column, k, true, &err))
	}
	for _, m := range p.swept.metrics {
		p.metrics = append(p.metrics, column(m.Name, asNumber, false, &err))
	}
	return err
}

func (p *part) read(row int) error {
	c := newChunk(p.wanted)
	words := make([]int32, 1+len(p.words))
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
					invalid.first = p.file.known.list[c.words[p.invalid][i]]
				}
			}
			words[0] = c.words[p.task][i]
			for k, axis := range p.words {
				words[1+k] = c.words[p.axes[axis]][i]
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
		p.key = binary.LittleEndian.AppendUint64(p.key, math.Float64bits(c.numbers[p.axes[axis]][i]))
	}
	var ok bool
	if r.Test, ok = p.tests[string(p.key)]; !ok {
		r.Test, err = p.gradings.of(s.Task, func(axis int) any { return p.axisValue(axis, c, i) })
		p.tests[string(p.key)] = r.Test
	}
	return err
}

// axisValue is the value of a swept key in a row, of the key's type.
func (p *part) axisValue(axis int, c *chunk, i int) any {
	w := p.axes[axis]
	switch p.swept.axes[axis].Type {
	case output.String:
		return p.file.known.list[c.words[w][i]]
	case output.Int64:
		return int64(c.numbers[w][i])
	}
	return c.numbers[w][i]
}

// column copies a metric's column of a chunk to the scores from a row on.
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
