package evaluations

import (
	"errors"
	"io"
)

// long reads a table whose lines hold one score each and name its metric.
type long struct {
	*builder
	entries []scored
	errs    []float64 // by entry: its standard error; nil without a column of them
	metric  []int32   // by word: its position in names plus 1; 0: none so far
	names   []string  // of metrics, in the order of the file
}

// scored is the score of a line.
type scored struct {
	group  int32 // of the line
	metric int32 // position in names
	pair   int32 // number of its chance and items
	line   int32
	value  float64
}

func (l *long) read() error {
	score := l.layout.scores[0]
	most := mostRows(1)
	c := newChunk(l.wanted)
	for {
		err := l.file.next(c)
		if errors.Is(err, io.EOF) {
			return l.pivot()
		}
		if err != nil {
			return err
		}
		if l.entries == nil {
			n := min(l.file.expected(), most)
			l.entries = make([]scored, 0, n)
			l.rows, l.lines = make([]Row, 0, n/2), make([]int32, 0, n/2)
		}
		l.fileRows += c.rows
		for i := range c.rows {
			l.add(c, i, score)
		}
		if len(l.entries) > most {
			return tooLarge(l.table.Path, most, 1)
		}
	}
}

func (l *long) add(c *chunk, i int, score scoreColumn) {
	x := c.numbers[score.wanted][i]
	if x != x {
		return // already counted as a missing cell
	}
	metric := l.metricOf(c.words[l.role[roleMetric]][i])
	if metric < 0 {
		l.notes.count("no metric", int(c.lines[i]), 0, func() string { return "names no metric: left out" })
		return
	}
	r, ok := l.row(c, i)
	if !ok {
		return
	}
	group, fresh := l.groups.of(&r, true, func(g int32) *Row { return &l.rows[g] })
	if fresh {
		l.rows = append(l.rows, r)
		l.lines = append(l.lines, c.lines[i])
	}
	l.entries = append(l.entries, scored{group, metric, l.pairs.of(c, i, l.notes), c.lines[i], x * l.mapping.factor(score.name)})
	if score.error >= 0 {
		l.errs = append(l.errs, c.numbers[score.error][i])
	}
}

// metricOf returns the position of a word in names; -1 if the word stands for a missing value.
func (l *long) metricOf(word int32) int32 {
	for int(word) >= len(l.metric) {
		l.metric = append(l.metric, 0)
	}
	if l.metric[word] == 0 {
		text := l.file.texts().list[word]
		if absent(text) {
			return -1
		}
		l.names = append(l.names, text)
		l.metric[word] = int32(len(l.names))
	}
	return l.metric[word] - 1
}
