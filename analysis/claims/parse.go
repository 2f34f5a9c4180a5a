package claims

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// claim reads a claim: its heading is the name, its prose the statement.
func (p *parser) claim(s *section) {
	c := Claim{Name: s.title, statement: s.prose, published: math.NaN()}
	if slices.ContainsFunc(p.row.claims, func(other Claim) bool { return other.Name == c.Name }) {
		p.fault(s.line, 5, "claim %q stands here twice, expected another name", c.Name)
	}
	var expected field
	for _, f := range s.fields {
		var err error
		switch f.key {
		case "source":
			c.source = f.value
		case "quantity":
			c.quantity = f.value
		case "kind":
			c.kind, err = parseKind(f.value)
		case "grade":
			c.grade, err = parseGrade(f.value)
		case "published":
			c.published, err = parseNumber(f.value)
		case "expected":
			expected = f
		case "measure":
			c.simulate, err = parseMeasure(f.value, p.row.Scenarios)
		case "not met":
			c.notMet = f.value
		default:
			p.fault(f.line, 3, "key %q, expected source, quantity, kind, grade, published, expected, measure or not met", f.key)
		}
		if err != nil {
			p.fault(f.line, f.column(), "%v", err)
		}
	}
	if c.statement == "" || c.source == "" || c.quantity == "" || c.kind == "" || c.grade == "" || expected.key == "" {
		p.fault(s.line, 5, "claim %q is incomplete, expected a statement and the keys source, quantity, kind, grade and expected", c.Name)
	}
	if c.kind == kindValue && math.IsNaN(c.published) {
		p.fault(s.line, 5, "claim %q is of kind value, expected a published number", c.Name)
	}
	if expected.key != "" {
		var err error
		if c.Expect, err = parseRange(expected.value, c.published); err != nil {
			p.fault(expected.line, expected.column(), "%v", err)
		}
	}
	coded, inGo := p.measures[c.Name]
	switch {
	case inGo && c.simulate != nil:
		p.fault(s.line, 5, "claim %q has a measure here and one in Go, expected only one", c.Name)
	case inGo:
		c.simulate = coded
	case c.simulate == nil:
		p.fault(s.line, 5, "claim %q has no measure, expected the key measure or a function of its name in Go", c.Name)
	}
	p.row.claims = append(p.row.claims, c)
}

func parseKind(text string) (kind, error) {
	kinds := []kind{kindValue, kindOrder, kindSign, kindShape}
	if slices.Contains(kinds, kind(text)) {
		return kind(text), nil
	}
	return "", fmt.Errorf("kind %q, expected value, order, sign or shape", text)
}

func parseGrade(text string) (grade, error) {
	if slices.Contains(grades, grade(text)) {
		return grade(text), nil
	}
	return "", fmt.Errorf("grade %q, expected prediction, fitted, assumed or identity", text)
}

// parseNumber reads a number, a ratio such as 1/3, or never, which is infinity.
func parseNumber(text string) (float64, error) {
	if text == "never" {
		return math.Inf(1), nil
	}
	above, below, ratio := strings.Cut(text, "/")
	if !ratio {
		below = "1"
	}
	x, errAbove := strconv.ParseFloat(above, 64)
	y, errBelow := strconv.ParseFloat(below, 64)
	if errAbove != nil || errBelow != nil || math.IsNaN(x/y) || math.IsInf(x/y, 0) {
		return 0, fmt.Errorf("%q, expected a number, a ratio such as 1/3, or never", text)
	}
	return x / y, nil
}

// ranges are the forms of the key expected. x and y are the numbers of a form.
var ranges = []struct {
	form func() *regexp.Regexp
	of   func(published, x, y float64) Range
}{
	{text.Pattern(`^at least (\S+)$`), func(_, x, _ float64) Range { return Range{x, math.Inf(1)} }},
	{text.Pattern(`^at most (\S+)$`), func(_, x, _ float64) Range { return Range{math.Inf(-1), x} }},
	{text.Pattern(`^exactly (\S+)$`), func(_, x, _ float64) Range { return Range{x, x} }},
	{text.Pattern(`^(\S+) to (\S+)$`), func(_, x, y float64) Range { return Range{x, y} }},
	{text.Pattern(`^within a factor of (\S+)$`), func(published, x, _ float64) Range { return Range{published / x, published * x} }},
	{text.Pattern(`^within (\S+)%$`), func(published, x, _ float64) Range {
		return Range{published - x/100*math.Abs(published), published + x/100*math.Abs(published)}
	}},
	{text.Pattern(`^within (\S+)$`), func(published, x, _ float64) Range { return Range{published - x, published + x} }},
}

func parseRange(text string, published float64) (Range, error) {
	for _, r := range ranges {
		words := r.form().FindStringSubmatch(text)
		if words == nil {
			continue
		}
		var x [2]float64
		for i, word := range words[1:] {
			var err error
			if x[i], err = parseNumber(word); err != nil {
				return Range{}, err
			}
		}
		accepted := r.of(published, x[0], x[1])
		if !(accepted.Low <= accepted.High) {
			return Range{}, fmt.Errorf("%q is empty, expected ascending bounds; a distance needs a published number", text)
		}
		return accepted, nil
	}
	return Range{}, fmt.Errorf("%q, expected at least X, at most X, exactly X, X to Y, within X%%, within X or within a factor of X", text)
}
