package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/circsim/circsim/internal/text"
)

// decoder fills a scenario from nodes and collects all faults.
type decoder struct {
	scenario *Scenario
	errs     Errors
	bad      map[string]bool // faulty paths: faults that follow from them are not reported
	later    []func()        // read values that name paths, once the tasks are known
	axes     []*axis
	reported map[position]bool // faulty swept values
}

func (d *decoder) fault(at position, path, format string, args ...any) {
	d.bad[path] = true
	d.errs = append(d.errs, &Error{d.scenario.Source, at.Line, at.Column, at.Set, fmt.Sprintf(format, args...)})
}

// finish reads the values that had to wait.
func (d *decoder) finish() {
	for len(d.later) > 0 {
		next := d.later[0]
		d.later = d.later[1:]
		next()
	}
}

// decode puts the value of node n, at path, into v.
func (d *decoder) decode(path string, s *shape, n *node, v reflect.Value) {
	d.scenario.places[path] = n.at
	if n.kind == mapping {
		d.scenario.places[path] = n.owner()
	}
	switch {
	case n.kind == scalar && !n.quoted && n.tag == "!!null":
		d.fault(n.at, path, "%s has no value, expected %s", display(path), s.expected())
	case s.word != "" && n.kind == scalar && n.text == s.word:
		v.SetZero()
	case s.kind == integer || s.kind == number:
		d.decodeNumber(path, s, n, v)
	case s.kind == textual:
		d.decodeText(path, s, n, v)
	case s.kind == oneOrMany && n.kind == mapping:
		v.Set(reflect.MakeSlice(s.typ, 1, 1))
		d.decodeElement(path, s.elem, n, v.Index(0))
	case s.kind == list || s.kind == oneOrMany:
		d.decodeList(path, s, n, v)
	case s.kind == axes: // read by decodeSweep
	case n.kind != mapping:
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
	case s.kind == record:
		d.decodeRecord(path, s, n, v)
		if s.typ == reflect.TypeFor[Sweep]() {
			d.later = append(d.later, func() { d.decodeSweep(n) })
		}
	case s.kind == named:
		d.decodeNamed(path, s, n, v)
	case s.kind == assignments:
		d.later = append(d.later, func() { d.decodeAssignments(path, n, v) })
	}
}

func (d *decoder) decodeNumber(path string, s *shape, n *node, v reflect.Value) {
	if n.kind != scalar {
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
		return
	}
	x, err := n.number()
	i := int64(0)
	if s.kind == integer {
		i, err = n.integer()
		x = float64(i)
	}
	switch {
	case err == errNotNumber:
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
	case err != nil:
		d.fault(n.at, path, "%s is %s, %s, expected %s%s", display(path), n, err.is, s.expected(), err.without)
	case !s.admits(x):
		d.fault(n.at, path, "%s is %s, expected %s%s", display(path), n, s.expected(), s.because(x))
	case s.kind == integer:
		v.SetInt(i)
	default:
		v.SetFloat(x)
	}
}

func (d *decoder) decodeText(path string, s *shape, n *node, v reflect.Value) {
	switch {
	case n.kind != scalar:
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
	case len(s.enum) == 0 && !n.quoted && n.tag != "!!str" && n.tag != "!!timestamp":
		d.fault(n.at, path, "%s is %s, expected text: put it in quotes", display(path), n)
	case len(s.enum) > 0 && !slices.Contains(s.enum, n.text):
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
	case s.form != nil && !s.form.pattern.MatchString(n.text):
		d.fault(n.at, path, "%s is %s, expected %s", path, n, s.form.expected)
	case strings.ContainsFunc(n.text, func(r rune) bool { return !unicode.IsPrint(r) }):
		d.fault(n.at, path, "%s is %s, expected one line of printable text", path, n)
	default:
		v.SetString(n.text)
	}
}

func (d *decoder) decodeList(path string, s *shape, n *node, v reflect.Value) {
	if n.kind != sequence {
		d.fault(n.at, path, "%s is %s, expected %s", display(path), n, s.expected())
		return
	}
	if count := len(n.items); s.most > 0 && (count < s.least || count > s.most) {
		d.fault(n.at, path, "%s is a list of %d, expected %s", path, count, s.expected())
		return
	}
	v.Set(reflect.MakeSlice(s.typ, len(n.items), len(n.items)))
	for i, item := range n.items {
		d.decodeElement(fmt.Sprintf("%s.%d", path, i), s.elem, item, v.Index(i))
	}
}

func (d *decoder) decodeElement(path string, s *shape, n *node, v reflect.Value) {
	v.Set(s.fresh())
	d.decode(path, s, n, v)
}

func (d *decoder) decodeRecord(path string, s *shape, n *node, v reflect.Value) {
	section, isNoter := v.Addr().Interface().(noter)
	for i, key := range n.keys {
		at := join(path, key)
		f := s.field(key)
		if f == nil {
			d.unknown(path, s, key, n.items[i].keyAt)
			continue
		}
		d.decode(at, f.shape, n.items[i], v.Field(f.index))
		if isNoter && f.noted {
			section.note(key)
		}
	}
	for _, f := range s.fields {
		if f.required && n.get(f.key) == nil && !d.bad[join(path, f.key)] {
			d.fault(n.owner(), join(path, f.key), "%s is missing, expected %s", join(path, f.key), f.shape.expected())
		}
	}
}

func (d *decoder) decodeNamed(path string, s *shape, n *node, v reflect.Value) {
	v.Set(reflect.MakeSlice(s.typ, len(n.keys), len(n.keys)))
	for i, key := range n.keys {
		elem := v.Index(i)
		if !wordForm.pattern.MatchString(key) {
			d.fault(n.items[i].keyAt, path, "%s holds the name %s, expected a letter, then letters, digits, dashes and underscores", path, text.Quote(key))
		}
		value := elem.Field(1)
		if s.elem.kind == record {
			elem.Set(s.elem.fresh())
			value = elem
		}
		d.decode(join(path, key), s.elem, n.items[i], value)
		elem.Field(0).SetString(key)
	}
}

// String writes a node for an error message.
func (n *node) String() string {
	switch {
	case n.kind == mapping:
		return "a mapping"
	case n.kind == sequence:
		return "a list"
	case n.quoted:
		return text.Quote(n.text)
	}
	return text.Line(n.text)
}

// owner is the place of faults about a whole value: its key, if it has one.
func (n *node) owner() position {
	if n.keyAt != (position{}) {
		return n.keyAt
	}
	return n.at
}

func display(path string) string {
	if path == "" {
		return "the scenario"
	}
	return path
}

func within(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}
