package scenarios

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

//go:embed template/study.yaml
var template string

// New is the text of a new scenario file with comments. The scenario runs as it is.
func New(name string) (string, error) {
	if !nameForm.pattern.MatchString(name) {
		return "", fmt.Errorf("%s is not a valid name, expected %s", text.Quote(name), nameForm.expected)
	}
	switch lower := strings.ToLower(name); {
	case lower == "true", lower == "false", lower == "null", name[0] <= '9':
		name = `"` + name + `"` // quoted, or YAML would not read text
	}
	return strings.Replace(template, "NAME", name, 1), nil
}
