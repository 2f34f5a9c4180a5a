package scenarios

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// put makes one --set change, PATH=VALUE, on the nodes of a file.
func (n *node) put(file, set string) Errors {
	path, value, found := strings.Cut(set, "=")
	fault := func(msg string) Errors { return Errors{{File: file, Set: set, Msg: msg}} }
	switch {
	case !found || path == "":
		return fault("not a setting, expected PATH=VALUE")
	case strings.TrimSpace(value) == "":
		return fault("no value, expected PATH=VALUE")
	}
	g := &grower{file: file, set: set}
	// A leading space keeps document markers (---, ...) from being read as such.
	leaf := g.parse([]byte(" " + value))
	if leaf == nil {
		return g.errs
	}
	leaf.keyAt = leaf.at
	if err := n.place(root, "", path, leaf); err != nil {
		return fault(err.Error())
	}
	return nil
}

// place puts leaf at rest, a path below n. The node n has the shape s and stands at path. Missing sections on the way
// are made; the decoder refuses those that do not belong there.
func (n *node) place(s *shape, path, rest string, leaf *node) error {
	if rest == "" {
		leaf.keyAt = leaf.at
		*n = *leaf
		return nil
	}
	if n.kind == scalar {
		*n = *section(s, leaf)
	}
	segment, below, _ := strings.Cut(rest, ".")
	if s.is(assignments) {
		segment, below = rest, ""
	}
	if segment == "" {
		return fmt.Errorf("%s has an empty part, expected keys joined by dots", text.Line(join(path, rest)))
	}
	if s.is(oneOrMany) && n.kind == mapping {
		if segment == "0" {
			return n.place(s.elem, join(path, segment), below, leaf)
		}
		s = s.elem
	}
	if n.kind == sequence {
		return n.placeInList(s, path, segment, rest, below, leaf)
	}
	child := n.get(segment)
	if child == nil {
		if s.is(named) && below != "" {
			return fmt.Errorf("%s has no %s%s", path, text.Quote(segment), text.Hint(segment, n.keys))
		}
		child = section(s.child(segment), leaf)
		n.keys = append(n.keys, segment)
		n.items = append(n.items, child)
	}
	return child.place(s.child(segment), join(path, segment), below, leaf)
}

func (n *node) placeInList(s *shape, path, segment, rest, below string, leaf *node) error {
	i, err := strconv.Atoi(segment)
	if err != nil && len(n.items) == 1 && s.is(oneOrMany) {
		return n.items[0].place(s.elem, join(path, "0"), rest, leaf)
	}
	if err != nil || i < 0 || i > len(n.items) {
		return fmt.Errorf("%s is a list of %d, expected %s followed by a number from 0", path, len(n.items), path)
	}
	if i == len(n.items) {
		n.items = append(n.items, section(s.child(segment), leaf))
	}
	return n.items[i].place(s.child(segment), join(path, segment), below, leaf)
}

// section is an empty mapping or list of shape s, on the way to leaf.
func section(s *shape, leaf *node) *node {
	kind := mapping
	if s.is(list) || s.is(axes) {
		kind = sequence
	}
	return &node{kind: kind, at: leaf.at, keyAt: leaf.at}
}

// is compares the kind of a shape, which may be nil: not known.
func (s *shape) is(kind shapeKind) bool { return s != nil && s.kind == kind }

// child is the shape of what a key or index leads to, nil if that is not known.
func (s *shape) child(segment string) *shape {
	switch {
	case s == nil:
		return nil
	case s.kind != record:
		return s.elem
	}
	if f := s.field(segment); f != nil {
		return f.shape
	}
	return nil
}

func join(path, segment string) string {
	if path == "" {
		return segment
	}
	return path + "." + segment
}
