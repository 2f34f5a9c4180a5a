package claims

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output/frames"
)

var condition = text.Pattern(`^(\S+) (=|<|<=|>|>=) (.+)$`)

// parseConditions reads which rows of a table to keep: "COLUMN = P and COLUMN > P ...". After = there may be a word.
func parseConditions(text string) (keep func(*frames.Frame) *frames.Frame, err error) {
	keep = func(f *frames.Frame) *frames.Frame { return f }
	if text == "" {
		return keep, nil
	}
	for _, part := range strings.Split(text, " and ") {
		words := condition().FindStringSubmatch(part)
		if words == nil {
			return nil, fmt.Errorf("condition %q, expected COLUMN = P, or <, <=, > or >= in place of =", part)
		}
		before, column, sign, value := keep, words[1], words[2], words[3]
		p, err := strconv.ParseFloat(value, 64)
		switch {
		case sign == "=" && err != nil:
			keep = func(f *frames.Frame) *frames.Frame { return before(f).Where(column, value) }
		case sign == "=":
			keep = func(f *frames.Frame) *frames.Frame { return before(f).At(column, p) }
		case err != nil:
			return nil, fmt.Errorf("condition %q, expected a number after %s", part, sign)
		default:
			keep = func(f *frames.Frame) *frames.Frame {
				return before(f).If(column, func(x float64) bool { return comparisons[sign](x, p) })
			}
		}
	}
	return keep, nil
}

var comparisons = map[string]func(x, p float64) bool{
	"<":  func(x, p float64) bool { return x < p },
	"<=": func(x, p float64) bool { return x <= p },
	">":  func(x, p float64) bool { return x > p },
	">=": func(x, p float64) bool { return x >= p },
}
