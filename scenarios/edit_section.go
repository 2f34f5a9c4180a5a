package scenarios

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// ReplaceSection gives the text of a scenario file with other lines for one of its sections, such as sweep, or with the lines
// added. They begin with the section's key. The rest of the file keeps its bytes.
func ReplaceSection(source []byte, key, lines string) ([]byte, error) {
	document, err := nodesOf(source)
	if err != nil {
		return nil, err
	}
	top := document.Content[0]
	if top.Kind != yaml.MappingNode || top.Style&yaml.FlowStyle != 0 {
		return nil, fmt.Errorf("%s cannot be changed in the text of this file, expected a section on lines of its own", key)
	}
	before := strings.SplitAfter(string(source), "\n")
	if last := len(before) - 1; before[last] == "" {
		before = before[:last]
	} else {
		before[last] += "\n"
	}
	from, to := len(before), len(before)
	for i := 0; i < len(top.Content); i += 2 {
		switch at := top.Content[i]; {
		case at.Value == key:
			from = at.Line - 1
		case from < at.Line && from < len(before):
			to = above(before, at.Line-1)
			return []byte(strings.Join(before[:from], "") + lines + strings.Join(before[to:], "")), nil
		}
	}
	return []byte(strings.Join(before[:from], "") + lines + strings.Join(before[to:], "")), nil
}

// above is the first of the empty lines and comments before a line, which belong to it.
func above(lines []string, line int) int {
	for line > 0 {
		if before := strings.TrimSpace(lines[line-1]); before != "" && !strings.HasPrefix(lines[line-1], "#") {
			break
		}
		line--
	}
	return line
}
