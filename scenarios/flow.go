package scenarios

import (
	"regexp"
	"strconv"
	"strings"
)

var bare = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

// flow writes a node as YAML flow text on one line, the form that swept maps and lists take.
func (n *node) flow() string {
	if n.kind == scalar {
		if n.quoted || n.tag == "!!str" && !bare.MatchString(n.text) {
			return strconv.Quote(n.text)
		}
		return n.text
	}
	parts := make([]string, len(n.items))
	for i, item := range n.items {
		parts[i] = item.flow()
		if n.kind == mapping {
			key := node{text: n.keys[i], tag: "!!str"}
			parts[i] = key.flow() + ": " + parts[i]
		}
	}
	if n.kind == mapping {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
