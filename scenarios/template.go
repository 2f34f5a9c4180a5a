package scenarios

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"go.yaml.in/yaml/v4"
)

//go:embed template/study.yaml
var template string

const commentWidth = 100 // columns of the comments of a new file

// New is the text of a new scenario file: that of a scenario, of the built-in template if that is nil, with a new name.
// Comments explain every key that it has, how to choose its value, and which keys it could have.
func New(name string, from *Scenario) (string, error) {
	if !nameForm.pattern.MatchString(name) {
		return "", fmt.Errorf("%s is not a valid name, expected %s", text.Quote(name), nameForm.expected)
	}
	origin := ""
	if from != nil {
		origin = ", begun from " + from.Name + ". Comments beside values come from there"
	} else {
		s, _, err := Parse("template", []byte(template), nil)
		if err != nil {
			return "", err
		}
		from = s
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(from.Text), &document); err != nil {
		return "", err
	}
	top := document.Content[0]
	for i := 0; i < len(top.Content); i += 2 {
		if top.Content[i].Value == "name" {
			top.Content[i+1].SetString(name)
		}
	}
	e := &explainer{design: from.Sweep.Design}
	e.explain(root, top, 0)
	for i := 2; i < len(top.Content); i += 2 {
		top.Content[i].HeadComment = "\n" + top.Content[i].HeadComment
	}
	first := top.Content[0]
	first.HeadComment = joinLines(
		comment(name+origin+". Sections and symbols are those of docs/model.md.", 0)+"\n",
		first.HeadComment)
	var out strings.Builder
	dumper, err := yaml.NewDumper(&out, yaml.WithIndent(2), yaml.WithCompactSeqIndent(false), yaml.WithLineWidth(-1))
	if err != nil {
		return "", err
	}
	if err := dumper.Dump(&document); err != nil {
		return "", err
	}
	return out.String(), dumper.Close()
}

// explainer puts comments into the nodes of a file.
type explainer struct{ design Design }

// explain comments the keys of n, which has the shape s and is indented by a number of columns.
func (e *explainer) explain(s *shape, n *yaml.Node, indent int) {
	switch {
	case s == nil || n.Kind == yaml.ScalarNode || n.Kind == yaml.AliasNode:
	case s.kind == record && n.Kind == yaml.MappingNode:
		e.explainRecord(s, n, indent)
	case s.kind == named && s.elem.kind == record:
		n.Style &^= yaml.FlowStyle
		for i := 1; i < len(n.Content); i += 2 {
			e.explain(s.elem, n.Content[i], indent+2)
		}
	case s.kind == oneOrMany && n.Kind == yaml.MappingNode:
		e.explain(s.elem, n, indent)
	case s.kind == oneOrMany:
		n.Style &^= yaml.FlowStyle
		for _, one := range n.Content {
			e.explain(s.elem, one, indent+2)
		}
	}
}

func (e *explainer) explainRecord(s *shape, n *yaml.Node, indent int) {
	n.Style &^= yaml.FlowStyle
	var written []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		written = append(written, key.Value)
		if f := s.field(key.Value); f != nil {
			key.HeadComment = joinLines(key.HeadComment, comment(f.meaning()+f.takes(), indent))
			if choose := f.tag.Get("choose"); choose != "" {
				key.HeadComment = joinLines(key.HeadComment, comment("To choose: "+choose, indent))
			}
			e.explain(f.shape, value, indent+2)
		}
	}
	left := []string{}
	for _, f := range s.fields {
		designs := f.tag.Get("designs")
		if !slices.Contains(written, f.key) && (designs == "" || slices.Contains(strings.Split(designs, ","), string(e.design))) {
			words := fmt.Sprintf("%s (%s): %s", f.key, strings.ReplaceAll(f.unwritten(s), "`", ""), f.meaning()+f.takes())
			left = append(left, comment(words, indent))
		}
	}
	if len(left) > 0 && len(n.Content) > 0 {
		last := n.Content[len(n.Content)-2]
		last.FootComment = joinLines(last.FootComment, "# Left out, with what holds then:", strings.Join(left, "\n"))
	}
}

// takes says which words a key takes, and the unit of its numbers.
func (f *field) takes() string {
	words := ""
	if len(f.shape.enum) > 0 {
		words = " One of " + strings.Join(f.shape.enum, ", ") + "."
	}
	if unit := f.tag.Get("unit"); unit != "" {
		words += " Unit: " + unit + "."
	}
	return words
}

// comment writes words as lines of a comment that is indented by a number of columns.
func comment(words string, indent int) string {
	lines := text.Fill(strings.Fields(words), " ", commentWidth-len("#   ")-indent)
	return "# " + strings.Join(lines, "\n#   ")
}

func joinLines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}
