package scenarios

import (
	"fmt"
	"reflect"

	"github.com/circsim/circsim/internal/text"
)

// With gives a copy of the scenario with new values of some keys, checked as if they stood in the file. Values have the
// key's Go type, as those of an [Axis]: int64, float64, string, or YAML flow text for maps and lists. Integer keys that
// also take a word (batch: full, tickets: auto) accept the word and its constant ([BatchFull], [TicketsAuto]). The error
// is an [*Error].
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

// assign sets one key. It leaves the defaults that follow this key to settle.
func (s *Scenario) assign(a Assignment) error {
	at, err := s.find(a.Path)
	if err != nil {
		return err
	}
	if at.section != nil {
		at.section.note(last(at.full))
	}
	// A value of type any cannot be set in place.
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
			v.Set(at.shape.fresh())
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
		return fmt.Errorf("%s is %v, expected %s%s", a.Path, x, s.expected(), s.because(x))
	}
	v.SetFloat(x)
	return nil
}

// assignText decodes a node into one key of a scenario that is otherwise complete.
func (s *Scenario) assignText(path string, n *node, shape *shape, v reflect.Value) error {
	scratch := *s
	scratch.places = map[string]position{}
	d := &decoder{scenario: &scratch, bad: map[string]bool{}}
	d.decode(path, shape, n, v)
	d.finish()
	if len(d.errs) > 0 {
		return fmt.Errorf("%s", d.errs[0].Msg)
	}
	return nil
}
