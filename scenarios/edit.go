package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"go.yaml.in/yaml/v4"
)

// Edit gives the text of a scenario file with a new value at a path: an int64, a float64 or a string. The rest of the file,
// comments and layout included, keeps its bytes; where the value is one that aliases repeat, those are written out. A key that is
// not there is added to its section. The value is not checked: [Parse] says where it is wrong.
func Edit(source []byte, path string, value any) ([]byte, error) {
	written, err := plain(value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Line(path), err)
	}
	return edit(source, path, written)
}

// EditSet is [Edit] with a PATH=VALUE setting.
func EditSet(source []byte, set string) ([]byte, error) {
	path, value, _ := strings.Cut(set, "=")
	g := grower{}
	n := g.parse([]byte(" " + value))
	if n == nil {
		return nil, g.errs.sorted()[0]
	}
	return edit(source, path, n.flow())
}

func edit(source []byte, path, written string) ([]byte, error) {
	document, err := nodesOf(source)
	if err != nil {
		return nil, err
	}
	if repeated(document.Content[0], path) {
		if source, document, err = spelledOut(source, document); err != nil {
			return nil, err
		}
	}
	e := editor{lines: strings.SplitAfter(string(source), "\n"), path: path}
	at, s := document.Content[0], root
	rest := path
	for rest != "" {
		if value := dotted(at, rest); value != nil {
			at = value
			break
		}
		segment, below, _ := strings.Cut(rest, ".")
		child, shape, whole := descend(at, s, segment)
		if whole {
			below = rest
		}
		if child == nil {
			return e.checked(document, e.add(at, s, rest, written), written)
		}
		at, s, rest = child, shape, below
	}
	return e.checked(document, e.replace(at, written), written)
}

// plain writes a value as YAML.
func plain(value any) (string, error) {
	switch x := value.(type) {
	case int64:
		return strconv.FormatInt(x, 10), nil
	case float64:
		if x-x != 0 {
			return "", fmt.Errorf("%v is not finite, expected a number", x)
		}
		return strconv.FormatFloat(x, 'g', -1, 64), nil
	case string:
		n := node{text: x, tag: "!!str"}
		return n.flow(), nil
	}
	return "", fmt.Errorf("is given a Go %T, expected a number or a text", value)
}

// nodesOf parses a file as [Parse] does.
func nodesOf(source []byte) (*yaml.Node, error) {
	g := &grower{}
	if g.parse(source) == nil {
		fault := g.errs.sorted()[0]
		return nil, fmt.Errorf("%d:%d: %s", fault.Line, fault.Column, fault.Msg)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil {
		return nil, err
	}
	return &document, nil
}

// dotted is the value of a key that is a path itself, as those that a phase sets are; nil if there is none.
func dotted(at *yaml.Node, path string) *yaml.Node {
	if at.Kind != yaml.MappingNode || !strings.Contains(path, ".") {
		return nil
	}
	for i := 0; i+1 < len(at.Content); i += 2 {
		if at.Content[i].Value == path {
			return at.Content[i+1]
		}
	}
	return nil
}

// descend is the child of a node, and its shape; nil if there is none. The index of a single circuit may be left out of a path:
// then the segment is not used, and whole is true.
func descend(at *yaml.Node, s *shape, segment string) (child *yaml.Node, below *shape, whole bool) {
	i, err := strconv.Atoi(segment)
	switch {
	case at.Kind == yaml.SequenceNode && err == nil && i >= 0 && i < len(at.Content):
		return at.Content[i], s.child(segment), false
	case at.Kind == yaml.SequenceNode && s.is(oneOrMany) && err != nil && len(at.Content) == 1:
		return at.Content[0], s.elem, true
	case at.Kind == yaml.MappingNode && s.is(oneOrMany):
		return at, s.elem, segment != "0"
	case at.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(at.Content); i += 2 {
			if at.Content[i].Value == segment {
				return at.Content[i+1], s.child(segment), false
			}
		}
	}
	return nil, nil, false
}

// repeated says whether aliases repeat a value on the way along a path, or whether an alias stands on it.
func repeated(at *yaml.Node, path string) bool {
	s := root
	for path != "" {
		segment, below, _ := strings.Cut(path, ".")
		child, shape, whole := descend(at, s, segment)
		if !whole {
			path = below
		}
		if child == nil {
			return false
		}
		if at, s = child, shape; at.Anchor != "" || at.Kind == yaml.AliasNode {
			return true
		}
	}
	return false
}

// spelledOut writes what aliases repeat in their places.
func spelledOut(source []byte, document *yaml.Node) ([]byte, *yaml.Node, error) {
	lines := strings.SplitAfter(string(source), "\n")
	var spell func(n *yaml.Node) // from the last to the first
	spell = func(n *yaml.Node) {
		if n.Kind == yaml.AliasNode {
			line := lines[n.Line-1]
			start := byteOf(line, n.Column)
			if rest, found := strings.CutPrefix(line[start:], "*"+n.Value); found {
				g := grower{}
				lines[n.Line-1] = line[:start] + g.grow(n, 0, nil).flow() + rest
			}
			return
		}
		for _, below := range slices.Backward(n.Content) {
			spell(below)
		}
	}
	spell(document)
	source = []byte(strings.Join(lines, ""))
	document, err := nodesOf(source)
	return source, document, err
}

// editor changes the lines of a file.
type editor struct {
	lines []string // with their ends
	path  string
}

// anchored is the name that aliases know a value by, before the value.
var anchored = text.Pattern(`^&\S+\s+`)

// place is the offset of a value in its line, behind its anchor.
func (e *editor) place(at *yaml.Node) (line string, start int) {
	line = e.lines[at.Line-1]
	start = byteOf(line, at.Column)
	return line, start + len(anchored().FindString(line[start:]))
}

// quotedText is a text in quotes at the beginning of the rest of a line.
var quotedText = text.Pattern(`^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')`)

// replace puts a text in the place of a scalar, and reports whether the scalar could be found.
func (e *editor) replace(at *yaml.Node, written string) bool {
	if at.Kind != yaml.ScalarNode {
		return false
	}
	line, start := e.place(at)
	old := at.Value
	if quoted := quotedText().FindString(line[start:]); quoted != "" {
		old = quoted
	}
	if !strings.HasPrefix(line[start:], old) {
		return false
	}
	e.lines[at.Line-1] = line[:start] + written + line[start+len(old):]
	return true
}

// add puts a key, with the sections on the way to it, into a mapping, and reports whether it could.
func (e *editor) add(at *yaml.Node, s *shape, rest, written string) bool {
	segments := strings.Split(rest, ".")
	if at.Kind != yaml.MappingNode || s.is(named) || slices.Contains(segments, "") {
		return false
	}
	entry := segments[0] + ": "
	for _, segment := range segments[1:] {
		entry += "{" + segment + ": "
	}
	entry += written + strings.Repeat("}", len(segments)-1)
	if at.Style&yaml.FlowStyle != 0 {
		line, start := e.place(at)
		if !strings.HasPrefix(line[start:], "{") {
			return false
		}
		if len(at.Content) > 0 {
			entry += ", "
		}
		e.lines[at.Line-1] = line[:start+1] + entry + line[start+1:]
		return true
	}
	last := lastLine(at)
	if !strings.HasSuffix(e.lines[last-1], "\n") {
		e.lines[last-1] += "\n"
	}
	e.lines = slices.Insert(e.lines, last, strings.Repeat(" ", at.Column-1)+entry+"\n")
	return true
}

// lastLine is the line on which the last node at or below a node begins.
func lastLine(at *yaml.Node) int {
	last := at.Line
	for _, below := range at.Content {
		last = max(last, lastLine(below))
	}
	return last
}

// byteOf is the offset of a column, which counts characters from 1.
func byteOf(line string, column int) int {
	n := 1
	for i := range line {
		if n == column {
			return i
		}
		n++
	}
	return len(line)
}

// checked gives the edited file if it differs from the old one in the value at the path alone.
func (e *editor) checked(before *yaml.Node, done bool, written string) ([]byte, error) {
	refused := fmt.Errorf("%s cannot be changed in the text of this file, expected a plain value on one line there", text.Line(e.path))
	edited := []byte(strings.Join(e.lines, ""))
	if !done {
		return nil, refused
	}
	after, err := nodesOf(edited)
	if err != nil || differences(before, after, written) > 1 {
		return nil, refused
	}
	return edited, nil
}

// differences counts the nodes of a file that are new, changed or gone. Keys and sections that lead to a new value are part
// of its difference. A difference that does not bring the written value counts twice.
func differences(before, after *yaml.Node, written string) int {
	if before.Kind == yaml.ScalarNode && after.Kind == yaml.ScalarNode && before.Value == after.Value {
		return 0
	}
	if before.Kind != after.Kind || before.Kind == yaml.ScalarNode {
		return brings(after, written)
	}
	if before.Kind == yaml.AliasNode {
		if before.Value == after.Value {
			return 0
		}
		return 2
	}
	if before.Kind != yaml.MappingNode {
		if len(before.Content) != len(after.Content) {
			return 2
		}
		sum := 0
		for i := range before.Content {
			sum += differences(before.Content[i], after.Content[i], written)
		}
		return sum
	}
	values := map[string]*yaml.Node{}
	for i := 0; i+1 < len(before.Content); i += 2 {
		values[before.Content[i].Value] = before.Content[i+1]
	}
	sum, kept := 0, 0
	for i := 0; i+1 < len(after.Content); i += 2 {
		if old := values[after.Content[i].Value]; old != nil {
			kept++
			sum += differences(old, after.Content[i+1], written)
		} else {
			sum += brings(after.Content[i+1], written)
		}
	}
	return sum + 2*(len(values)-kept)
}

// brings is 1 for the written value, or sections that hold nothing else, and otherwise 2.
func brings(n *yaml.Node, written string) int {
	for n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		n = n.Content[1]
	}
	bare, err := strconv.Unquote(written)
	if n.Kind == yaml.ScalarNode && (n.Value == written || err == nil && n.Value == bare) {
		return 1
	}
	return 2
}
