package scenarios

import (
	"fmt"
	"strings"
)

// Key describes a key that may stand in a scenario file.
type Key struct {
	Path    string // NAME stands for the name of a task
	Meaning string
	Unit    string // empty: a pure number, a word or a section
	Default string // what holds where it is left out
	Range   string
	Column  string // of the runs table, which also has NAME; empty: none
}

// Keys returns all keys, those of a section together, in the order of the format.
func Keys() []Key { return root.described("", false) }

// described are the keys of a record at a path, then those of the sections below it.
func (s *shape) described(path string, swept bool) (all []Key) {
	plain := strings.NewReplacer("`", "")
	for i := range s.fields {
		f := &s.fields[i]
		k := Key{
			Path: join(path, f.key), Meaning: f.meaning(), Unit: f.tag.Get("unit"),
			Default: plain.Replace(f.unwritten(s)), Range: plain.Replace(f.shape.span()),
		}
		if kind := f.shape.kind; swept && (kind == integer || kind == number || kind == textual) {
			k.Column = strings.ReplaceAll(k.Path, ".", "_")
		}
		all = append(all, k)
	}
	for _, f := range s.fields {
		if section, below := f.shape.section(join(path, f.key)); below != "" {
			all = append(all, section.described(below, swept || f.swept)...)
		}
	}
	return all
}

// section is the record that a key leads to, and its path; "" where the key leads to none.
func (s *shape) section(path string) (*shape, string) {
	switch {
	case s.kind == record:
		return s, path
	case s.kind == axes:
		return axisShape, path
	case s.kind == named && s.elem.kind == record:
		return s.elem, path + ".NAME"
	case s.elem != nil && s.elem.kind == record:
		return s.elem, path
	}
	return nil, ""
}

// span writes what the shape takes as the column of ranges does.
func (s *shape) span() string {
	what := map[shapeKind]string{
		integer: "integer", number: "number", textual: "text", record: "mapping", list: "list of ", oneOrMany: "mapping, or list of mappings",
		named: "mapping of names to ", assignments: "mapping of paths to values", axes: "list of mappings", anything: "as the key",
	}[s.kind]
	bounds := strings.NewReplacer(" from ", "", " of at least", "at least", " above", "above", " and ", ", ", " at most", "at most").Replace(s.bounds())
	switch {
	case s.form != nil:
		what = s.form.expected
	case len(s.enum) > 0:
		what = "`" + strings.Join(s.enum, "`, `") + "`"
	case s.kind == number && bounds != "":
		what = bounds
	case s.kind == integer && bounds != "":
		what += ", " + bounds
	case s.kind == named && s.elem.kind == record:
		what += "mappings"
	case s.kind == named:
		what += "numbers " + s.elem.span()
	case s.kind == list:
		if s.most > 0 {
			what += fmt.Sprintf("%d to %d ", s.least, s.most)
		}
		what += s.elem.span() + "s"
	}
	if s.word != "" {
		what = "`" + s.word + "`, or " + what
	}
	return what
}
