package evaluations

import (
	"github.com/circsim/circsim/internal/text"
	"go.yaml.in/yaml/v4"
)

type keyed struct{ key, value *yaml.Node }

// pairs returns the keys and values of a mapping; none after a fault.
func (f *mappingFile) pairs(what string, n *yaml.Node) []keyed {
	if !f.ordinary(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		f.fault(n, "%s is %s, expected keys and values", what, kindOf(n))
		return nil
	}
	var list []keyed
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !f.ordinary(key) {
			continue
		}
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
			f.fault(key, "a key is not plain text, expected a name")
			continue
		}
		if line, twice := first[key.Value]; twice {
			f.fault(key, "key %s is written twice, first on line %d", text.Quote(key.Value), line)
			continue
		}
		first[key.Value] = key.Line
		list = append(list, keyed{key, value})
	}
	return list
}

// ordinary refuses anchors, aliases and tags.
func (f *mappingFile) ordinary(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		f.fault(n, "anchors and aliases are not supported, expected a plain value")
	case n.Style&yaml.TaggedStyle != 0:
		f.fault(n, "tag %s is not supported, expected a plain value", text.Quote(n.Tag))
	default:
		return true
	}
	return false
}

// text reads a scalar that is not empty.
func (f *mappingFile) text(what, expected string, n *yaml.Node) (word, bool) {
	if !f.ordinary(n) {
		return word{}, false
	}
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" || n.Value == "" {
		f.fault(n, "%s is %s, expected %s", what, kindOf(n), expected)
		return word{}, false
	}
	return word{n.Value, f.at(n)}, true
}

// texts reads a list of different names.
func (f *mappingFile) texts(what string, n *yaml.Node) []word {
	if !f.ordinary(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		f.fault(n, "%s is %s, expected a list of names", what, kindOf(n))
		return nil
	}
	var list []word
	seen := map[string]bool{}
	for _, item := range n.Content {
		w, ok := f.text("an entry of "+what, "a name", item)
		if ok && seen[w.text] {
			f.fault(item, "%s has %s twice", what, text.Quote(w.text))
		}
		if ok {
			seen[w.text] = true
			list = append(list, w)
		}
	}
	return list
}

// amounts reads a mapping of names to numbers.
func (f *mappingFile) amounts(what string, n *yaml.Node, expected string, fits func(float64) bool) []amount {
	var list []amount
	for _, p := range f.pairs(what, n) {
		if !f.ordinary(p.value) {
			continue
		}
		x, is := number(p.value.Value)
		quoted := p.value.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if p.value.Kind != yaml.ScalarNode || quoted || is != present || !fits(x) {
			f.fault(p.value, "%s.%s is %s, expected %s", what, text.Line(p.key.Value), kindOf(p.value), expected)
			continue
		}
		list = append(list, amount{p.key.Value, x, f.at(p.key)})
	}
	return list
}

// kindOf describes a node for a message.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		return "an empty list"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.ShortTag() == "!!null", n.Value == "":
		return "empty"
	}
	return text.Quote(n.Value)
}
