package output

import (
	"encoding/json"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// axisJSON has the values of an axis, or the range that they come from.
type axisJSON struct {
	Path    string            `json:"path"`
	Column  string            `json:"column"`
	Type    Type              `json:"type"`
	Values  []json.RawMessage `json:"values,omitempty"`
	From    json.RawMessage   `json:"from,omitempty"`
	To      json.RawMessage   `json:"to,omitempty"`
	Spacing scenarios.Spacing `json:"spacing,omitempty"`
}

// MarshalJSON writes the axis as the manifest holds it.
func (a Axis) MarshalJSON() ([]byte, error) {
	out := axisJSON{Path: a.Path, Column: a.Column, Type: a.Type}
	stated := a.Values
	if a.Range != nil {
		stated, out.Spacing = []any{a.Range.From, a.Range.To}, a.Range.Spacing
	}
	for _, v := range stated {
		text, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("axis %s: %w", a.Path, err)
		}
		out.Values = append(out.Values, text)
	}
	if a.Range != nil {
		out.From, out.To, out.Values = out.Values[0], out.Values[1], nil
	}
	return json.Marshal(out)
}

// UnmarshalJSON gives the values back with the type that the axis names.
func (a *Axis) UnmarshalJSON(text []byte) error {
	var in axisJSON
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	*a = Axis{Path: in.Path, Column: in.Column, Type: in.Type}
	if (in.From != nil) != (in.To != nil) {
		return fmt.Errorf("axis %s: a range has both ends", in.Path)
	}
	if in.From != nil {
		in.Values = []json.RawMessage{in.From, in.To}
	}
	for _, raw := range in.Values {
		v, err := in.Type.decode(raw)
		if err != nil {
			return fmt.Errorf("axis %s: %w", in.Path, err)
		}
		a.Values = append(a.Values, v)
	}
	if in.From != nil {
		a.Range = &scenarios.Range{From: a.Values[0], To: a.Values[1], Spacing: in.Spacing}
		a.Values = nil
	}
	return nil
}

func (t Type) decode(raw json.RawMessage) (v any, err error) {
	switch t {
	case Int64:
		var x int64
		err = json.Unmarshal(raw, &x)
		v = x
	case Float64:
		var x float64
		err = json.Unmarshal(raw, &x)
		v = x
	case String:
		var x string
		err = json.Unmarshal(raw, &x)
		v = x
	default:
		err = fmt.Errorf("unknown type %q", t)
	}
	return v, err
}
