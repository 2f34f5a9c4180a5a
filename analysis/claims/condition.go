package claims

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/circsim/circsim/output/frames"
)

var condition = regexp.MustCompile(`^(\S+) (=|<|<=|>|>=) (.+)$`)

// parseConditions reads which rows of a table to keep: "COLUMN = P and COLUMN > P ...". After = there may be a word.
func parseConditions(text string) (keep func(*frames.Frame) *frames.Frame, err error) {
	if text == "" {
		return func(f *frames.Frame) *frames.Frame { return f }, nil
	}
	var conditions [][]string
	for _, part := range strings.Split(text, " and ") {
		words := condition.FindStringSubmatch(part)
		if words == nil {
			return nil, fmt.Errorf("condition %q, expected COLUMN = P, or <, <=, > or >= in place of =", part)
		}
		if _, err := strconv.ParseFloat(words[3], 64); err != nil && words[2] != "=" {
			return nil, fmt.Errorf("condition %q, expected a number after %s", part, words[2])
		}
		conditions = append(conditions, words[1:])
	}
	return func(f *frames.Frame) *frames.Frame {
		for _, c := range conditions {
			f = keepIf(f, c[0], c[1], c[2])
		}
		return f
	}, nil
}

var comparisons = map[string]func(x, p float64) bool{
	"<":  func(x, p float64) bool { return x < p },
	"<=": func(x, p float64) bool { return x <= p },
	">":  func(x, p float64) bool { return x > p },
	">=": func(x, p float64) bool { return x >= p },
}

func keepIf(f *frames.Frame, column, sign, value string) *frames.Frame {
	p, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return f.Where(column, value)
	case sign == "=":
		return f.At(column, p)
	}
	return f.If(column, func(x float64) bool { return comparisons[sign](x, p) })
}
