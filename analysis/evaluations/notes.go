package evaluations

// notes gathers the warnings of a table, each kind of them once.
type notes struct {
	path string
	list []Warning
	kind map[string]int // position in list
}

func newNotes(path string) *notes { return &notes{path: path, kind: map[string]int{}} }

// count counts a row under a kind; text is called for the first one alone.
func (n *notes) count(kind string, line, column int, text func() string) {
	i, ok := n.kind[kind]
	if !ok {
		i = len(n.list)
		n.kind[kind] = i
		n.list = append(n.list, Warning{Path: n.path, Line: line, Column: column, Text: text()})
	}
	w := &n.list[i]
	if line < w.Line {
		w.Line, w.Column = line, column
	}
	w.Count++
}

// whole notes something of the whole table.
func (n *notes) whole(text string) { n.list = append(n.list, Warning{Path: n.path, Text: text}) }

// add notes something of count rows, the first of them at a line.
func (n *notes) add(line, column, count int, text string) {
	n.list = append(n.list, Warning{n.path, line, column, text, count})
}
