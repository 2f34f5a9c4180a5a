package scenarios

import (
	"regexp"
	"strconv"
	"strings"
)

var bare = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

// flow writes a node as YAML flow text on one line, the form that swept maps and lists take.
func (n *node) flow() string {
	var b strings.Builder
	n.writeFlow(&b)
	return b.String()
}

func (n *node) writeFlow(b *strings.Builder) {
	switch n.kind {
	case scalar:
		b.WriteString(n.bareOrQuoted())
	case sequence:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteString(", ")
			}
			item.writeFlow(b)
		}
		b.WriteByte(']')
	case mapping:
		b.WriteByte('{')
		for i, item := range n.items {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString((&node{text: n.keys[i], tag: "!!str"}).bareOrQuoted())
			b.WriteString(": ")
			item.writeFlow(b)
		}
		b.WriteByte('}')
	}
}

func (n *node) bareOrQuoted() string {
	if n.quoted || n.tag == "!!str" && !bare.MatchString(n.text) {
		return strconv.Quote(n.text)
	}
	return n.text
}
