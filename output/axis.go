package output

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

// Axis is one swept key and the column that holds its values.
type Axis struct {
	Path   string
	Column string
	Type   Type
	Values []any            // as the sweep states them: int64, float64 or string, all of Type
	Range  *scenarios.Range // instead of Values, its ends of Type
}

// newAxes gives each swept key a column: its path with underscores, made
// different from other columns where it is not, without regard to case.
func newAxes(swept []scenarios.Axis) ([]Axis, error) {
	taken := map[string]bool{}
	for _, t := range tables {
		for _, c := range Columns(t, nil) {
			taken[c.Name] = true
		}
	}
	axes := make([]Axis, 0, len(swept))
	for _, s := range swept {
		axis := Axis{Path: s.Path, Column: columnName(s.Path, taken), Values: s.Values, Range: s.Range}
		stated := s.Values
		if s.Range != nil {
			stated = []any{s.Range.From, s.Range.To}
		}
		for i, v := range stated {
			kind, err := typeOf(v)
			if err != nil {
				return nil, fmt.Errorf("axis %s: %w", s.Path, err)
			}
			if i > 0 && kind != axis.Type {
				return nil, fmt.Errorf("axis %s: values of types %s and %s", s.Path, axis.Type, kind)
			}
			axis.Type = kind
		}
		if len(stated) == 0 {
			return nil, fmt.Errorf("axis %s: no values and no range", s.Path)
		}
		axes = append(axes, axis)
	}
	return axes, nil
}

func columnName(path string, taken map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, path)
	unique := name
	for i := 2; taken[strings.ToLower(unique)]; i++ {
		unique = fmt.Sprintf("%s_%d", name, i)
	}
	taken[strings.ToLower(unique)] = true
	return unique
}

func typeOf(v any) (Type, error) {
	switch x := v.(type) {
	case int64:
		return Int64, nil
	case float64:
		if x-x != 0 {
			return "", fmt.Errorf("value %v is not finite", x)
		}
		return Float64, nil
	case string:
		return String, nil
	}
	return "", fmt.Errorf("value %v has type %T, not int64, float64 or string", v, v)
}

func (a Axis) column() Column {
	return Column{
		Name: a.Column, Type: a.Type, Unit: "as " + a.Path, Meaning: "swept value of " + a.Path, Source: "scenario file, " + a.Path, repeats: true,
	}
}
