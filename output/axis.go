package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/circsim/circsim/scenarios"
)

// Axis is one swept key and the column that holds its values.
type Axis struct {
	Path   string
	Column string
	Type   Type
	Values []any            // int64, float64 or string, all of Type; as the scenario file lists them
	Range  *scenarios.Range // of a design that chooses values in a range, in place of Values; its ends are of Type
}

// newAxes gives each swept key a column: its path with underscores, and with a number if another column has that
// name. DuckDB ignores the case of names.
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

var notInNames = regexp.MustCompile(`[^a-zA-Z0-9]`)

func columnName(path string, taken map[string]bool) string {
	name := notInNames.ReplaceAllString(path, "_")
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
		if !finite(x) {
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
		Name: a.Column, Type: a.Type, Unit: "as " + a.Path,
		Meaning: "swept value of " + a.Path, Source: "scenario file, " + a.Path, repeats: true,
	}
}

// axisJSON holds the values of an axis, or the range that they come from.
type axisJSON struct {
	Path    string            `json:"path"`
	Column  string            `json:"column"`
	Type    Type              `json:"type"`
	Values  []any             `json:"values,omitempty"`
	From    any               `json:"from,omitempty"`
	To      any               `json:"to,omitempty"`
	Spacing scenarios.Spacing `json:"spacing,omitempty"`
}

// MarshalJSON writes the axis as the manifest holds it.
func (a Axis) MarshalJSON() ([]byte, error) {
	out := axisJSON{Path: a.Path, Column: a.Column, Type: a.Type, Values: a.Values}
	if a.Range != nil {
		out.Values, out.From, out.To, out.Spacing = nil, a.Range.From, a.Range.To, a.Range.Spacing
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes. The values get the axis's type.
func (a *Axis) UnmarshalJSON(text []byte) error {
	var in axisJSON
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&in); err != nil {
		return err
	}
	*a = Axis{Path: in.Path, Column: in.Column, Type: in.Type, Values: in.Values}
	if (in.From != nil) != (in.To != nil) {
		return fmt.Errorf("axis %s: a range has both ends", in.Path)
	}
	if in.From != nil {
		a.Values = []any{in.From, in.To}
	}
	for i, v := range a.Values {
		var err error
		if a.Values[i], err = in.Type.decode(v); err != nil {
			return fmt.Errorf("axis %s: %w", in.Path, err)
		}
	}
	if in.From != nil {
		a.Range = &scenarios.Range{From: a.Values[0], To: a.Values[1], Spacing: in.Spacing}
		a.Values = nil
	}
	return nil
}

// decode converts a JSON value to the type: int64, float64 or string.
func (t Type) decode(v any) (any, error) {
	number, isNumber := v.(json.Number)
	text, isText := v.(string)
	switch {
	case t == Int64 && isNumber:
		return number.Int64()
	case t == Float64 && isNumber:
		return number.Float64()
	case t == String && isText:
		return text, nil
	}
	return nil, fmt.Errorf("value %v is not of type %s", v, t)
}
