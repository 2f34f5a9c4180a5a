package scenarios

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// With gives a copy of the scenario in which the given keys have new values, checked
// as if they stood in the file. Values are of the key's Go type, as those of an Axis are:
// int64, float64, string; maps and lists are YAML flow text. The integer keys that also take a word
// (batch: full, tickets: auto) accept the word and their constant (BatchFull, TicketsAuto).
func (s *Scenario) With(values ...Assignment) (*Scenario, error) {
	changed, problems, err := s.with(values)
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		p := problems[0]
		return nil, s.Fault(p.paths[0], "%s", p.msg)
	}
	return changed, nil
}

func (s *Scenario) with(values []Assignment) (*Scenario, []problem, error) {
	changed := s.clone()
	for _, a := range values {
		if err := changed.assign(a); err != nil {
			return nil, nil, s.Fault(a.Path, "%s", err)
		}
	}
	changed.settle()
	return changed, changed.check(), nil
}

// clone copies everything that a path can lead to.
func (s *Scenario) clone() *Scenario {
	c := *s
	c.Model.Pools = slices.Clone(s.Model.Pools)
	c.Training.Phases = slices.Clone(s.Training.Phases)
	for i := range c.Training.Phases {
		p := &c.Training.Phases[i]
		p.Set = slices.Clone(p.Set)
	}
	c.Tasks = slices.Clone(s.Tasks)
	for i := range c.Tasks {
		t := &c.Tasks[i]
		t.Overlap = slices.Clone(t.Overlap)
		t.Requires = slices.Clone(t.Requires)
		t.Memorization.Factors = slices.Clone(t.Memorization.Factors)
		t.Generalization = slices.Clone(t.Generalization)
		for j := range t.Generalization {
			g := &t.Generalization[j]
			g.Factors = slices.Clone(g.Factors)
		}
	}
	return &c
}

// assign sets one key; defaults that follow it are not settled yet.
func (s *Scenario) assign(a Assignment) error {
	at, err := s.find(a.Path)
	if err != nil {
		return err
	}
	if at.section != nil {
		at.section.wrote(last(at.full))
	}
	// A phase's value stands in an interface: it is made apart and put there.
	v := at.value
	if v.Kind() == reflect.Interface {
		v = reflect.New(at.shape.typ).Elem()
		defer func() { at.value.Set(v) }()
	}
	switch at.shape.kind {
	case integer, number:
		return at.shape.assignNumber(a, v)
	case textual:
		if word, ok := a.Value.(string); ok {
			return s.assignText(a.Path, &node{text: word, quoted: true}, at.shape, v)
		}
	default:
		if flow, ok := a.Value.(string); ok {
			g := &grower{file: s.Source}
			n := g.parse([]byte(" " + flow))
			if n == nil {
				return fmt.Errorf("%s: %s", a.Path, g.errs[0].Msg)
			}
			v.Set(fresh(at.shape.typ))
			return s.assignText(a.Path, n, at.shape, v)
		}
	}
	return fmt.Errorf("%s is given a Go %T, expected a string", a.Path, a.Value)
}

func (s *shape) assignNumber(a Assignment, v reflect.Value) error {
	var x float64
	switch value := a.Value.(type) {
	case int64:
		x = float64(value)
		if s.kind == integer {
			if s.word != "" && value == 0 || s.admits(x) {
				v.SetInt(value)
				return nil
			}
			return fmt.Errorf("%s is %d, expected %s", a.Path, value, s.expected())
		}
	case float64:
		x = value
		if s.kind == integer {
			return fmt.Errorf("%s is given a Go float64, expected an int64", a.Path)
		}
	case string:
		if s.word != "" && value == s.word {
			v.SetZero()
			return nil
		}
		return fmt.Errorf("%s is %s, expected %s", a.Path, text.Quote(value), s.expected())
	default:
		return fmt.Errorf("%s is given a Go %T, expected %s", a.Path, a.Value, s.expected())
	}
	if !s.admits(x) || x-x != 0 {
		return fmt.Errorf("%s is %v, expected %s%s", a.Path, x, s.expected(), because(a.Path, x))
	}
	v.SetFloat(x)
	return nil
}

// assignText decodes a node into one key of a scenario that has its tasks already.
func (s *Scenario) assignText(path string, n *node, shape *shape, v reflect.Value) error {
	scratch := *s
	scratch.places = map[string]Position{}
	d := &decoder{scenario: &scratch, bad: map[string]bool{}}
	d.decode(path, shape, n, v)
	d.finish()
	if len(d.errs) > 0 {
		return fmt.Errorf("%s", d.errs[0].Msg)
	}
	return nil
}
