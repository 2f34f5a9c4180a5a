package scenarios

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/invopop/jsonschema"
)

// schemaID names the published JSON Schema of scenario files.
const schemaID = "https://github.com/circsim/circsim/scenario.schema.json"

// Schema is the JSON Schema (draft 2020-12) of a scenario file, for editors. It holds the same keys, bounds and words
// as the loader. Only the loader checks how keys fit together.
func Schema() ([]byte, error) {
	s := root.schema()
	s.Version = jsonschema.Version
	s.ID = schemaID
	s.Title = "circsim scenario"
	return json.MarshalIndent(s, "", "  ")
}

// schema is the JSON Schema of the values that a shape admits.
func (s *shape) schema() *jsonschema.Schema {
	if s.word != "" {
		value := *s
		value.word = ""
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Const: s.word}, value.schema()}}
	}
	switch s.kind {
	case textual:
		return s.textSchema()
	case record:
		return s.recordSchema()
	case list:
		return &jsonschema.Schema{Type: "array", Items: s.elem.schema(), MinItems: count(s.least), MaxItems: count(s.most)}
	case oneOrMany:
		one := s.elem.schema()
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one}}}
	case named:
		names := &jsonschema.Schema{Pattern: wordForm.pattern.String()}
		j := &jsonschema.Schema{Type: "object", PropertyNames: names, AdditionalProperties: s.elem.schema()}
		if s.elem == taskShape {
			j.MinProperties = count(1)
		}
		return j
	case assignments:
		return assignmentSchema()
	case axes:
		return &jsonschema.Schema{Type: "array", MaxItems: count(maxAxes), Items: axisSchema()}
	}
	return s.numberSchema()
}

// count is a bound of a schema, nil if there is none.
func count(n int) *uint64 {
	if n == 0 {
		return nil
	}
	bound := uint64(n)
	return &bound
}

func (s *shape) textSchema() *jsonschema.Schema {
	j := &jsonschema.Schema{Type: "string"}
	for _, value := range s.enum {
		j.Enum = append(j.Enum, value)
	}
	if s.form != nil {
		j.Pattern = s.form.pattern.String()
	}
	return j
}

// numberSchema takes a value of any type for a number.
func (s *shape) numberSchema() *jsonschema.Schema {
	j := &jsonschema.Schema{Type: "number"}
	if s.kind == integer {
		j.Type = "integer"
	}
	bound(s.min, s.minOpen, &j.Minimum, &j.ExclusiveMinimum)
	bound(s.max, s.maxOpen, &j.Maximum, &j.ExclusiveMaximum)
	return j
}

func bound(x float64, open bool, closed, exclusive *json.Number) {
	switch {
	case math.IsInf(x, 0):
	case open:
		*exclusive = json.Number(text.Number(x, -1))
	default:
		*closed = json.Number(text.Number(x, -1))
	}
}

func (s *shape) recordSchema() *jsonschema.Schema {
	j := &jsonschema.Schema{
		Type:                 "object",
		Properties:           jsonschema.NewProperties(),
		AdditionalProperties: jsonschema.FalseSchema,
		Required:             s.keysWhere(func(f field) bool { return f.required }),
	}
	for _, f := range s.fields {
		property := f.shape.schema()
		property.Description = f.tag.Get("jsonschema_description")
		property.Default = f.schemaDefault(s.initial.Field(f.index))
		j.Properties.Set(f.key, property)
	}
	return j
}

// schemaDefault is the default of a scalar key, nil if it has none or follows other keys.
func (f *field) schemaDefault(value reflect.Value) any {
	switch s := f.shape; {
	case f.required || f.noted:
		return nil
	case s.word != "" && value.IsZero():
		return s.word
	case s.kind == integer && s.admits(float64(value.Int())),
		s.kind == number && s.admits(value.Float()),
		s.kind == textual && !value.IsZero():
		return value.Interface()
	}
	return nil
}

// assignmentSchema is what a phase may set; the tasks' names are open.
func assignmentSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		AdditionalProperties: jsonschema.FalseSchema,
		PatternProperties:    map[string]*jsonschema.Schema{},
	}
	for _, key := range phaseKeys(trainingShape) {
		s.PatternProperties[`^training\.`+key+`$`] = trainingShape.field(key).shape.schema()
	}
	for _, key := range phaseKeys(taskShape) {
		s.PatternProperties[`^tasks\.[A-Za-z][A-Za-z0-9_-]*\.`+key+`$`] = taskShape.field(key).shape.schema()
	}
	return s
}

func axisSchema() *jsonschema.Schema {
	axis := axisShape.recordSchema()
	path, _ := axis.Properties.Get("path")
	path.Pattern = `^(` + strings.Join(root.keysWhere(func(f field) bool { return f.swept }), "|") + `)\..`
	values, _ := axis.Properties.Get("values")
	values.Type, values.MinItems = "array", count(1)
	for _, f := range axisShape.fields {
		if !f.required {
			axis.OneOf = append(axis.OneOf, &jsonschema.Schema{Required: []string{f.key}})
		}
	}
	return axis
}
