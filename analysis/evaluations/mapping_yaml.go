package evaluations

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"go.yaml.in/yaml/v4"
)

// mappingKeys lists the keys of a mapping file for hints.
var mappingKeys = []string{
	"columns", "scores", "condition", "axes", "task", "sizes", "chance", "items", "lower_is_better", "units", "drop",
}

// mappingFile reads a mapping file and collects its faults.
type mappingFile struct {
	name string
	errs scenarios.Errors
}

// ParseMapping reads the text of a mapping file; name is the file that faults begin with. The error is of type
// scenarios.Errors and holds all faults.
func ParseMapping(name string, text []byte) (Mapping, error) {
	f := &mappingFile{name: name}
	var m Mapping
	if root := f.document(text); root != nil {
		f.read(root, &m)
	}
	if len(f.errs) > 0 {
		return Mapping{}, f.errs
	}
	return m, nil
}

func (f *mappingFile) fault(n *yaml.Node, format string, args ...any) {
	f.errs = append(f.errs, f.at(n).fault(format, args...))
}

func (f *mappingFile) at(n *yaml.Node) place { return place{f.name, n.Line, n.Column} }

// document returns the root of the only document of a file; nil after a fault.
func (f *mappingFile) document(source []byte) *yaml.Node {
	start := &yaml.Node{Line: 1, Column: 1}
	if len(source) > scenarios.MaxSize {
		f.fault(&yaml.Node{}, "larger than %d bytes, expected a mapping file", scenarios.MaxSize)
		return nil
	}
	if !utf8.Valid(source) {
		f.fault(start, "not UTF-8 text, expected a YAML file in UTF-8")
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(source))
	var document, second yaml.Node
	var load *yaml.LoadError
	err := decoder.Decode(&document)
	switch {
	case errors.Is(err, io.EOF) || err == nil && len(document.Content) == 0:
		f.fault(start, "empty, expected keys such as columns: {params: Size}")
		return nil
	case err == nil:
		err = decoder.Decode(&second)
		if err == nil {
			f.fault(&second, "second YAML document, expected one mapping per file")
			return nil
		}
	}
	if errors.As(err, &load) {
		f.fault(&yaml.Node{Line: max(load.Mark.Line, 1), Column: max(load.Mark.Column, 1)}, "not valid YAML: %s", text.Line(load.Message))
		return nil
	}
	if !errors.Is(err, io.EOF) {
		f.fault(start, "not valid YAML: %s", text.Line(err.Error()))
		return nil
	}
	return document.Content[0]
}

func (f *mappingFile) read(root *yaml.Node, m *Mapping) {
	for _, p := range f.pairs("the mapping", root) {
		switch key := p.key.Value; key {
		case "columns":
			f.columns(p.value, m)
		case "scores":
			m.scores = f.texts(key, p.value)
		case "condition":
			m.condition = f.texts(key, p.value)
		case "axes":
			m.axes = f.texts(key, p.value)
		case "lower_is_better":
			m.lower = f.texts(key, p.value)
		case "task":
			m.task, _ = f.text(key, "the name of a task", p.value)
		case "sizes":
			m.sizes = f.amounts(key, p.value, "a number above 0", func(x float64) bool { return x > 0 })
		case "chance":
			m.chance = f.amounts(key, p.value, "a number", func(float64) bool { return true })
		case "items":
			m.items = f.amounts(key, p.value, "a number of items, at least 1", func(x float64) bool { return x >= 1 })
		case "units":
			m.units = f.amounts(key, p.value, "a factor above 0", func(x float64) bool { return x > 0 })
		case "drop":
			f.drop(p.value, m)
		default:
			f.fault(p.key, "unknown key %s%s", text.Quote(key), text.Hint(key, mappingKeys))
		}
	}
}

func (f *mappingFile) columns(n *yaml.Node, m *Mapping) {
	for _, p := range f.pairs("columns", n) {
		role := role(p.key.Value)
		if !slices.Contains(roles, role) {
			f.fault(p.key, "unknown role %s in columns%s", text.Quote(p.key.Value), text.Hint(p.key.Value, roleNames()))
			continue
		}
		if column, ok := f.text("columns."+string(role), "the name of a column", p.value); ok {
			m.columns = append(m.columns, entry{role, column})
		}
	}
}

func (f *mappingFile) drop(n *yaml.Node, m *Mapping) {
	whole := func(x float64) bool { return x >= 1 && x == float64(int64(x)) }
	for _, a := range f.amounts("drop", n, "a number of rows, at least 1", whole) {
		if a.name != "lowest_tokens_per_param" {
			f.errs = append(f.errs, a.at.fault("unknown key %s in drop, expected lowest_tokens_per_param", text.Quote(a.name)))
			continue
		}
		m.lowestTokensPerParam = a
	}
}
