package scenarios

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/invopop/jsonschema"
)

// scalarSchema is the schema of a number within its bounds.
func scalarSchema(s *shape) *jsonschema.Schema {
	j := &jsonschema.Schema{Type: "number"}
	if s.kind == integer {
		j.Type = "integer"
	}
	if s.min > math.Inf(-1) {
		bound(s.min, s.minOpen, &j.Minimum, &j.ExclusiveMinimum)
	}
	if s.max < math.Inf(1) {
		bound(s.max, s.maxOpen, &j.Maximum, &j.ExclusiveMaximum)
	}
	return j
}

func bound(x float64, open bool, closed, exclusive *json.Number) {
	if open {
		*exclusive = json.Number(text.Number(x, -1))
	} else {
		*closed = json.Number(text.Number(x, -1))
	}
}

func frequencySchema() *jsonschema.Schema {
	return mappingSchema(shapeOf(reflect.TypeFor[Frequency](), ""))
}

// assignmentSchema is what a phase may set; the tasks' names are open.
func assignmentSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		AdditionalProperties: jsonschema.FalseSchema,
		PatternProperties:    map[string]*jsonschema.Schema{},
	}
	for _, key := range phaseKeys(trainingShape) {
		s.PatternProperties[`^training\.`+key+`$`] = scalarSchema(trainingShape.field(key).shape)
	}
	for _, key := range phaseKeys(taskShape) {
		s.PatternProperties[`^tasks\.[A-Za-z][A-Za-z0-9_-]*\.`+key+`$`] = scalarSchema(taskShape.field(key).shape)
	}
	return s
}

func axesSchema() *jsonschema.Schema {
	limit, one := uint64(maxAxes), uint64(1)
	axis := mappingSchema(axisShape)
	property := func(key string) *jsonschema.Schema { p, _ := axis.Properties.Get(key); return p }
	property("path").Pattern = `^(` + strings.Join(root.keysWhere(func(f field) bool { return f.swept }), "|") + `)\..`
	*property("values") = jsonschema.Schema{Type: "array", MinItems: &one, Description: property("values").Description}
	for _, f := range axisShape.fields {
		if !f.required {
			axis.OneOf = append(axis.OneOf, &jsonschema.Schema{Required: []string{f.key}})
		}
	}
	return &jsonschema.Schema{Type: "array", MaxItems: &limit, Items: axis}
}

// mappingSchema is the schema of a record of texts, numbers and records. A key of any type counts as a number.
func mappingSchema(s *shape) *jsonschema.Schema {
	m := &jsonschema.Schema{
		Type:                 "object",
		Properties:           jsonschema.NewProperties(),
		AdditionalProperties: jsonschema.FalseSchema,
		Required:             s.keysWhere(func(f field) bool { return f.required }),
	}
	for _, f := range s.fields {
		var value *jsonschema.Schema
		switch f.shape.kind {
		case record:
			value = mappingSchema(f.shape)
		case textual:
			value = &jsonschema.Schema{Type: "string"}
		default:
			value = scalarSchema(f.shape)
		}
		value.Description = f.tag.Get("jsonschema_description")
		m.Properties.Set(f.key, value)
	}
	return m
}
