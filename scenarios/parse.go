package scenarios

import (
	"reflect"
	"slices"
	"strings"
)

// Parse reads a scenario from the text of a file, and then makes PATH=VALUE settings in their order. The name is the file
// as the user typed it; every fault begins with it. The error is of type [Errors].
func Parse(name string, text []byte, sets []string) (*Scenario, []Warning, error) {
	return parse(name, text, sets, (*decoder).checkCorners)
}

// ParseOne is [Parse] for a single run. It does not check how the values of the sweep and the other keys fit together.
func ParseOne(name string, text []byte, sets []string) (*Scenario, []Warning, error) {
	return parse(name, text, sets, func(*decoder) {})
}

func parse(name string, text []byte, sets []string, checkSweep func(*decoder)) (*Scenario, []Warning, error) {
	g := &grower{file: name}
	tree := g.parse(text)
	if tree == nil {
		return nil, nil, g.errs.sorted()
	}
	var errs Errors
	for _, set := range sets {
		errs = append(errs, tree.put(name, set)...)
	}
	s := defaults()
	s.Source, s.Text, s.Sets = name, string(text), slices.Clone(sets)
	s.places = map[string]position{}
	d := &decoder{scenario: &s, errs: errs, bad: map[string]bool{}, reported: map[position]bool{}}
	d.decode("", root, tree, reflect.ValueOf(&s).Elem())
	d.finish()
	s.settle()
	if d.checkTogether(); len(d.errs) == 0 && len(d.axes) > 0 {
		checkSweep(d)
	}
	if len(d.errs) > 0 {
		return nil, nil, d.errs.sorted()
	}
	return &s, s.warnings(), nil
}

// checkTogether reports contradictions between keys that are without fault by themselves.
func (d *decoder) checkTogether() {
	for _, p := range d.scenario.check() {
		if !slices.ContainsFunc(p.paths, d.tainted) {
			at := d.scenario.place(p.paths[0])
			d.fault(at, p.paths[0], "%s", p.msg)
		}
	}
}

// tainted says whether a path or a section that contains it is at fault.
func (d *decoder) tainted(path string) bool {
	for path != "" {
		if d.bad[path] {
			return true
		}
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return d.bad[""]
}
