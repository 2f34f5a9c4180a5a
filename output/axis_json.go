package output

import (
	"encoding/json"
	"fmt"
)

type axisJSON struct {
	Path   string            `json:"path"`
	Column string            `json:"column"`
	Type   Type              `json:"type"`
	Values []json.RawMessage `json:"values"`
}

// MarshalJSON writes the axis as the manifest holds it.
func (a Axis) MarshalJSON() ([]byte, error) {
	out := axisJSON{a.Path, a.Column, a.Type, []json.RawMessage{}}
	for _, v := range a.Values {
		text, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("axis %s: %w", a.Path, err)
		}
		out.Values = append(out.Values, text)
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
	for _, raw := range in.Values {
		v, err := in.Type.decode(raw)
		if err != nil {
			return fmt.Errorf("axis %s: %w", in.Path, err)
		}
		a.Values = append(a.Values, v)
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
