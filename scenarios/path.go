package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// place is where a dotted path leads in a scenario.
type place struct {
	shape   *shape
	value   reflect.Value
	section noter  // the section of the key, if it notes whether the key was written
	full    string // the path with every list index
}

// find follows a path such as tasks.addition.generalization.gain. The index of a single circuit may be left out.
func (s *Scenario) find(path string) (place, error) {
	at := place{shape: root, value: reflect.ValueOf(s).Elem()}
	rest := path
	for rest != "" {
		segment, below, _ := strings.Cut(rest, ".")
		switch at.shape.kind {
		case assignments:
			return s.findAssignment(at, path, rest)
		case oneOrMany:
			if _, err := strconv.Atoi(segment); err != nil {
				if n := at.value.Len(); n != 1 {
					return place{}, fmt.Errorf("%s leads into a list of %d circuits, expected a number from 0 after %s", path, n, last(at.full))
				}
				segment, below = "0", rest
			}
		}
		if !at.step(segment) {
			return place{}, fmt.Errorf("unknown path %s%s", text.Line(path), s.hint(path))
		}
		rest = below
	}
	if at.full == "" || strings.HasSuffix(path, ".") {
		return place{}, fmt.Errorf("unknown path %s, expected keys joined by dots", text.Quote(path))
	}
	return at, nil
}

// step goes one segment down and says whether there is such a key or element.
func (p *place) step(segment string) bool {
	p.full = join(p.full, segment)
	p.section = nil
	switch p.shape.kind {
	case record:
		f := p.shape.field(segment)
		if f == nil {
			return false
		}
		if f.noted {
			p.section, _ = p.value.Addr().Interface().(noter)
		}
		p.shape, p.value = f.shape, p.value.Field(f.index)
		return true
	case list, oneOrMany:
		i, err := strconv.Atoi(segment)
		if err != nil || i < 0 || i >= p.value.Len() || strconv.Itoa(i) != segment {
			return false
		}
		p.shape, p.value = p.shape.elem, p.value.Index(i)
		return true
	case named:
		for i := range p.value.Len() {
			elem := p.value.Index(i)
			if elem.Field(0).String() != segment {
				continue
			}
			p.shape, p.value = p.shape.elem, elem
			if p.shape.kind != record {
				p.value = elem.Field(1)
			}
			return true
		}
	}
	return false
}

// findAssignment finds the value that a phase assigns to the path rest.
func (s *Scenario) findAssignment(at place, path, rest string) (place, error) {
	for i := range at.value.Len() {
		set := at.value.Index(i)
		if set.Field(0).String() == rest {
			target, err := s.find(rest)
			return place{target.shape, set.Field(1), nil, path}, err
		}
	}
	return place{}, fmt.Errorf("unknown path %s, expected a path that %s holds", text.Line(path), at.full)
}

// hint ends a message about an unknown path. It suggests paths that end with it, otherwise similar ones.
func (s *Scenario) hint(path string) string {
	known := s.paths()
	if whole := ending(known, path); path != "" && len(whole) > 0 {
		return suggest(whole)
	}
	return text.Hint(path, known)
}

// Paths are the paths of all keys, in the order of the format. They lead into all elements of lists that the scenario has.
func (s *Scenario) Paths() []string { return s.pathsIn(root.keys()) }

// paths are those of the keys of the model, the training and the tasks, which axes may name.
func (s *Scenario) paths() []string {
	return s.pathsIn(root.keysWhere(func(f field) bool { return f.swept }))
}

// pathsIn are the paths of all keys in sections of the file.
func (s *Scenario) pathsIn(sections []string) []string {
	var all []string
	for _, top := range sections {
		at := place{shape: root, value: reflect.ValueOf(s).Elem()}
		at.step(top)
		all = at.list(all, top)
	}
	return all
}

// everyPath are the paths of all keys and of the sections that hold them.
func (s *Scenario) everyPath() []string {
	var all []string
	for _, path := range s.Paths() {
		for i, r := range path + "." {
			if r == '.' && !slices.Contains(all, path[:i]) {
				all = append(all, path[:i])
			}
		}
	}
	return all
}

// Words are the words that the key at path takes; none where it takes numbers, lists or any text.
func (s *Scenario) Words(path string) []string {
	at, err := s.find(path)
	if err != nil {
		return nil
	}
	words := slices.Clone(at.shape.enum)
	if at.shape.word != "" {
		words = append(words, at.shape.word)
	}
	return words
}

// list appends the paths of all keys at and below a place.
func (p place) list(all []string, path string) []string {
	var below []string
	switch p.shape.kind {
	case record:
		below = p.shape.keys()
	case oneOrMany:
		if p.value.Len() == 1 {
			p.step("0")
			return p.list(all, path)
		}
		for i := range p.value.Len() {
			below = append(below, strconv.Itoa(i))
		}
	case named:
		for i := range p.value.Len() {
			below = append(below, p.value.Index(i).Field(0).String())
		}
	}
	if p.shape.kind != record {
		all = append(all, path)
	}
	for _, segment := range below {
		child := p
		if child.step(segment) {
			all = child.list(all, join(path, segment))
		}
	}
	return all
}

func last(path string) string {
	return path[strings.LastIndexByte(path, '.')+1:]
}
