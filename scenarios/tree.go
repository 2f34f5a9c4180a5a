package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
	"go.yaml.in/yaml/v4"
)

// Bounds of a scenario file.
const (
	MaxSize     = 1 << 20 // bytes
	maxDepth    = 32      // nested mappings and lists
	maxAliased  = 10_000  // nodes that aliases repeat
	notYAML     = "not valid YAML: "
	expectLines = "expected key: value lines"
)

type nodeKind int

const (
	scalar nodeKind = iota
	mapping
	sequence
)

// node is one value of a scenario file, with aliases expanded.
type node struct {
	kind   nodeKind
	at     position
	keyAt  position // of its key, in a mapping
	text   string   // of a scalar
	tag    string   // of a scalar, as YAML 1.2 resolves it: !!str, !!int, !!float, !!bool, !!null
	quoted bool
	keys   []string // of a mapping
	items  []*node  // of a mapping, in the order of keys, or of a sequence
}

// get is the value of a mapping's key, nil if there is none.
func (n *node) get(key string) *node {
	if i := slices.Index(n.keys, key); i >= 0 {
		return n.items[i]
	}
	return nil
}

// grower turns YAML nodes into nodes and collects faults.
type grower struct {
	file    string
	set     string     // the setting whose value is read, if it is one
	alias   *yaml.Node // the outermost alias that is being followed
	aliases int        // nested aliases that are being followed
	aliased int        // nodes that aliases have repeated
	errs    Errors
}

func (g *grower) fault(line, column int, format string, args ...any) {
	g.errs = append(g.errs, &Error{g.file, line, column, g.set, fmt.Sprintf(format, args...)})
}

// parse reads text as a single YAML document. It gives nil after a fault.
func (g *grower) parse(text []byte) *node {
	if len(text) > MaxSize {
		g.fault(0, 0, "larger than %d bytes, expected a scenario file", MaxSize)
		return nil
	}
	if !utf8.Valid(text) {
		line, column := firstInvalid(text)
		g.fault(line, column, "not UTF-8 text, expected a YAML file in UTF-8")
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		g.fault(1, 1, "empty, "+expectLines)
		return nil
	case err != nil:
		g.syntax(err, text)
		return nil
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		g.fault(second.Line, second.Column, "second YAML document, expected one scenario per file")
	case !errors.Is(err, io.EOF):
		g.syntax(err, text)
	}
	if len(g.errs) > 0 {
		return nil
	}
	if root := g.grow(document.Content[0], 0, nil); len(g.errs) == 0 {
		return root
	}
	return nil
}

// syntax reports what the YAML parser did not understand.
func (g *grower) syntax(err error, source []byte) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		g.fault(1, 1, notYAML+"%s", text.Line(err.Error()))
		return
	}
	line, column := max(load.Mark.Line, 1), max(load.Mark.Column, 1)
	if load.Mark.Line == 0 {
		line, column = firstControl(source)
	}
	lines := strings.Split(string(source), "\n")
	if line <= len(lines) {
		indent := lines[line-1][:len(lines[line-1])-len(strings.TrimLeft(lines[line-1], " \t"))]
		if tab := strings.IndexByte(indent, '\t'); tab >= 0 {
			g.fault(line, tab+1, "a tab indents the line, expected spaces")
			return
		}
	}
	g.fault(line, column, notYAML+"%s", text.Line(load.Message))
}

// grow converts one YAML node; above are the anchored nodes that contain it.
func (g *grower) grow(y *yaml.Node, depth int, above []*yaml.Node) *node {
	n := &node{at: position{y.Line, y.Column, g.set}}
	if depth > maxDepth {
		g.fault(y.Line, y.Column, "nested more than %d deep", maxDepth)
		return n
	}
	if y.Style&yaml.TaggedStyle != 0 {
		g.fault(y.Line, y.Column, "tag %s is not supported, expected a plain value", text.Line(y.Tag))
		return n
	}
	if y.Kind == yaml.AliasNode {
		if slices.Contains(above, y.Alias) {
			g.fault(y.Line, y.Column, "alias *%s contains itself", text.Line(y.Value))
			return n
		}
		if g.aliases == 0 {
			g.alias = y
		}
		g.aliases++
		defer func() { g.aliases-- }()
		return g.grow(y.Alias, depth, above)
	}
	if g.aliases > 0 {
		if g.aliased++; g.aliased == maxAliased+1 {
			g.fault(g.alias.Line, g.alias.Column, "aliases repeat more than %d values", maxAliased)
		}
		if g.aliased > maxAliased {
			return n
		}
	}
	if y.Anchor != "" {
		above = append(slices.Clip(above), y)
	}
	switch y.Kind {
	case yaml.MappingNode:
		g.growMapping(n, y, depth, above)
	case yaml.SequenceNode:
		n.kind = sequence
		for _, c := range y.Content {
			n.items = append(n.items, g.grow(c, depth+1, above))
		}
	default:
		n.text, n.tag = y.Value, y.ShortTag()
		n.quoted = y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	}
	return n
}

func (g *grower) growMapping(n *node, y *yaml.Node, depth int, above []*yaml.Node) {
	n.kind = mapping
	first := make(map[string]int, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		switch line, twice := first[key.Value]; {
		case key.ShortTag() == "!!merge":
			g.fault(key.Line, key.Column, "merge key << is not supported, expected the keys written out")
		case key.Kind != yaml.ScalarNode || key.Style&yaml.TaggedStyle != 0:
			g.fault(key.Line, key.Column, "a key is not plain text, expected a name")
		case twice:
			g.fault(key.Line, key.Column, "key %s is written twice, first on line %d", text.Quote(key.Value), line)
		default:
			first[key.Value] = key.Line
			value := g.grow(y.Content[i+1], depth+1, above)
			value.keyAt = position{key.Line, key.Column, g.set}
			n.keys = append(n.keys, key.Value)
			n.items = append(n.items, value)
		}
	}
}

// firstInvalid is the place of the first byte that is not UTF-8.
func firstInvalid(text []byte) (line, column int) {
	for offset, r := range string(text) {
		if r == utf8.RuneError && !bytes.HasPrefix(text[offset:], []byte("\ufffd")) {
			return lineColumn(text, offset)
		}
	}
	return lineColumn(text, len(text))
}

// firstControl is the place of the first character that YAML does not allow.
func firstControl(text []byte) (line, column int) {
	i := bytes.IndexFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff
	})
	return lineColumn(text, i)
}

func lineColumn(text []byte, offset int) (line, column int) {
	before := text[:max(offset, 0)]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}
