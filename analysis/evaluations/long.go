package evaluations

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
	rest   uint64 // see chunk
}

func (l *long) read() error {
	if err := l.readChunks(1, l.reserve, l.add); err != nil {
		return err
	}
	return l.pivot()
}

func (l *long) reserve(n int) {
	l.entries = make([]scored, 0, n)
	l.rows, l.lines = make([]Row, 0, n/2), make([]int32, 0, n/2)
}

// add makes an entry from row i of a chunk. It returns the number of entries so far.
func (l *long) add(c *chunk, i int) int {
	score := l.layout.scores[0]
	x := c.numbers[score.wanted][i]
	if x != x {
		return len(l.entries) // already counted as a missing cell
	}
	metric := l.metricOf(c.words[l.role[roleMetric]][i])
	if metric < 0 {
		l.notes.count("no metric", int(c.lines[i]), func() string { return "names no metric: left out" })
		return len(l.entries)
	}
	r, ok := l.row(c, i)
	if !ok {
		return len(l.entries)
	}
	group, fresh := l.groups.of(&r, true, func(g int32) *Row { return &l.rows[g] })
	if fresh {
		l.rows = append(l.rows, r)
		l.lines = append(l.lines, c.lines[i])
	}
	l.entries = append(l.entries, scored{group, metric, l.pairs.of(c, i, l.notes), c.lines[i], x * l.factor(score.name), c.rest[i]})
	if score.error >= 0 {
		l.errs = append(l.errs, c.numbers[score.error][i])
	}
	return len(l.entries)
}

// metricOf returns the position of a word in names; -1 if the word stands for a missing value.
func (l *long) metricOf(word int32) int32 {
	for int(word) >= len(l.metric) {
		l.metric = append(l.metric, 0)
	}
	if l.metric[word] == 0 {
		text := l.text(word)
		if absent(text) {
			return -1
		}
		l.names = append(l.names, text)
		l.metric[word] = int32(len(l.names))
	}
	return l.metric[word] - 1
}
