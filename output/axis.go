package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/scenarios"
)

// Axis is one swept key and the column that holds its values.
type Axis struct {
	Path   string
	Column string
	Type   Type
	Word   string           // word of an integer key, such as full; null in tables and 0 in Values; empty: none
	Values []any            // int64, float64 or string, all of Type; as the scenario file lists them
	Range  *scenarios.Range // of a design that chooses values in a range, in place of Values; its ends are of Type
}

// newAxes gives each swept key a column: that of its setting or, if it is no scalar, one of its own.
func newAxes(s *scenarios.Scenario, columns *settings) ([]Axis, error) {
	swept := s.Sweep.Axes
	axes := make([]Axis, 0, len(swept))
	for _, a := range swept {
		axis := Axis{Path: a.Path, Values: a.Values, Range: a.Range}
		if key, ok := s.Setting(a.Path); ok {
			axis.Column, axis.Word = columns.name(key.Path), key.Word
		} else {
			axis.Column = columnName(a.Path, columns.taken)
		}
		stated := a.Values
		if a.Range != nil {
			stated = []any{a.Range.From, a.Range.To}
		}
		for i, v := range stated {
			kind, err := typeOf(v)
			if err != nil {
				return nil, fmt.Errorf("axis %s: %w", a.Path, err)
			}
			if i > 0 && kind != axis.Type {
				return nil, fmt.Errorf("axis %s: values of types %s and %s", a.Path, axis.Type, kind)
			}
			axis.Type = kind
		}
		if len(stated) == 0 {
			return nil, fmt.Errorf("axis %s: no values and no range", a.Path)
		}
		axes = append(axes, axis)
	}
	return axes, nil
}

var notInNames = regexp.MustCompile(`[^a-zA-Z0-9]`)

// columnName is a path with underscores, and with a number if another column has that name. DuckDB ignores the case of
// names.
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
		if !columns.Finite(x) {
			return "", fmt.Errorf("value %v is not finite", x)
		}
		return Float64, nil
	case string:
		return String, nil
	}
	return "", fmt.Errorf("value %v has type %T, not int64, float64 or string", v, v)
}

func (a Axis) column() Column {
	c := Column{
		Name: a.Column, Type: a.Type, Nullable: true, Unit: "as " + a.Path, Null: a.Word,
		Meaning: "swept value of " + a.Path, Source: "scenario file, " + a.Path, Repeats: true,
	}
	if a.Word != "" {
		c.Meaning += "; null: " + a.Word
	}
	return c
}

// isWord reports whether a value of the axis stands for its word.
func (a Axis) isWord(v any) bool { return a.Word != "" && v == int64(0) }

// Shown returns a value of the axis as people read it: the word in place of the number that stands for it.
func (a Axis) Shown(v any) any {
	if a.isWord(v) {
		return a.Word
	}
	return v
}

// axisJSON holds the values of an axis, or the range that they come from.
type axisJSON struct {
	Path    string            `json:"path"`
	Column  string            `json:"column"`
	Type    Type              `json:"type"`
	Word    string            `json:"word,omitempty"`
	Values  []any             `json:"values,omitempty"`
	From    any               `json:"from,omitempty"`
	To      any               `json:"to,omitempty"`
	Spacing scenarios.Spacing `json:"spacing,omitempty"`
}

// MarshalJSON writes the axis as the manifest holds it.
func (a Axis) MarshalJSON() ([]byte, error) {
	out := axisJSON{Path: a.Path, Column: a.Column, Type: a.Type, Word: a.Word, Values: slices.Clone(a.Values)}
	for i, v := range out.Values {
		out.Values[i] = a.Shown(v)
	}
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
	*a = Axis{Path: in.Path, Column: in.Column, Type: in.Type, Word: in.Word, Values: in.Values}
	if (in.From != nil) != (in.To != nil) {
		return fmt.Errorf("axis %s: a range has both ends", in.Path)
	}
	if in.From != nil {
		a.Values = []any{in.From, in.To}
	}
	for i, v := range a.Values {
		if a.Word != "" && v == a.Word {
			a.Values[i] = int64(0)
			continue
		}
		var err error
		if a.Values[i], err = decodeAs(in.Type, v); err != nil {
			return fmt.Errorf("axis %s: %w", in.Path, err)
		}
	}
	if in.From != nil {
		a.Range = &scenarios.Range{From: a.Values[0], To: a.Values[1], Spacing: in.Spacing}
		a.Values = nil
	}
	return nil
}

// decodeAs converts a JSON value to a type: int64, float64 or string.
func decodeAs(t Type, v any) (any, error) {
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
