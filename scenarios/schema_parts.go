package scenarios

import (
	"encoding/json"
	"math"
	"reflect"

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
	f := shapeOf(reflect.TypeFor[Frequency](), "").fields[0]
	return mappingSchema([]string{f.key}, properties{{f.key, scalarSchema(f.shape)}})
}

// assignmentSchema is what a phase may set; the tasks' names are open.
func assignmentSchema() *jsonschema.Schema {
	training := shapeOf(reflect.TypeFor[Training](), "")
	task := shapeOf(reflect.TypeFor[Task](), "")
	s := &jsonschema.Schema{
		Type:                 "object",
		AdditionalProperties: jsonschema.FalseSchema,
		PatternProperties:    map[string]*jsonschema.Schema{},
	}
	for _, key := range []string{"learning_rate", "weight_decay"} {
		s.PatternProperties[`^training\.`+key+`$`] = scalarSchema(training.field(key).shape)
	}
	for _, key := range []string{"items", "share"} {
		s.PatternProperties[`^tasks\.[A-Za-z][A-Za-z0-9_-]*\.`+key+`$`] = scalarSchema(task.field(key).shape)
	}
	return s
}

func axesSchema() *jsonschema.Schema {
	limit, one := uint64(maxAxes), uint64(1)
	span := mappingSchema([]string{"from", "to"}, properties{
		{"from", &jsonschema.Schema{Type: "number", Description: "First value."}},
		{"to", &jsonschema.Schema{Type: "number", Description: "Last value."}},
		{"points", scalarSchema(spanCount)},
	})
	axis := mappingSchema([]string{"path"}, properties{
		{"path", &jsonschema.Schema{Type: "string", Pattern: `^(model|training|tasks|heads)\..`, Description: "Path of the key to vary, as tasks.addition.items."}},
		{"values", &jsonschema.Schema{Type: "array", MinItems: &one, Description: "The values, in order."}},
		{"log", span},
		{"linear", span},
	})
	axis.OneOf = []*jsonschema.Schema{{Required: []string{"values"}}, {Required: []string{"log"}}, {Required: []string{"linear"}}}
	return &jsonschema.Schema{Type: "array", MaxItems: &limit, Items: axis}
}

type properties []struct {
	key   string
	value *jsonschema.Schema
}

// mappingSchema is a mapping of known keys.
func mappingSchema(required []string, keys properties) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		Properties:           jsonschema.NewProperties(),
		AdditionalProperties: jsonschema.FalseSchema,
		Required:             required,
	}
	for _, p := range keys {
		s.Properties.Set(p.key, p.value)
	}
	return s
}
