package scenarios

import (
	"encoding/json"
	"reflect"

	"github.com/invopop/jsonschema"
)

// schemaID names the published JSON Schema of scenario files.
const schemaID = "https://github.com/circsim/circsim/scenario.schema.json"

// Schema is the JSON Schema (draft 2020-12) of a scenario file, for editors. It holds the
// same keys, bounds and words as the loader; what only the loader checks is how keys fit together.
func Schema() ([]byte, error) {
	s := schemaOf(reflect.TypeFor[Scenario](), root)
	s.Version = jsonschema.Version
	s.ID = schemaID
	s.Title = "circsim scenario"
	return json.MarshalIndent(s, "", "  ")
}

// schemaOf reflects a struct and dresses it with what its shape knows.
func schemaOf(t reflect.Type, shape *shape) *jsonschema.Schema {
	reflector := jsonschema.Reflector{
		Anonymous:                  true,
		DoNotReference:             true,
		ExpandedStruct:             true,
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: true,
		Mapper:                     mapped,
	}
	s := reflector.ReflectFromType(t)
	s.Version = ""
	dress(s, shape, shape.fresh())
	return s
}

// mapped gives the types that a file does not write as their Go form its own schema.
func mapped(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[[]Task]():
		return byName(schemaOf(t.Elem(), taskShape), 1)
	case reflect.TypeFor[[]Pool](), reflect.TypeFor[[]Overlap]():
		value := t.Elem().Field(1)
		return byName(scalarSchema(shapeOf(value.Type, value.Tag)), 0)
	case reflect.TypeFor[[]Generalization]():
		one := schemaOf(t.Elem(), generalizationShape)
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one}}}
	case reflect.TypeFor[Frequency]():
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Const: "uniform"}, frequencySchema()}}
	case reflect.TypeFor[[]Assignment]():
		return assignmentSchema()
	case reflect.TypeFor[[]Axis]():
		return axesSchema()
	}
	return nil
}

func byName(value *jsonschema.Schema, least uint64) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type:                 "object",
		PropertyNames:        &jsonschema.Schema{Pattern: wordForm.pattern.String()},
		AdditionalProperties: value,
	}
	if least > 0 {
		s.MinProperties = &least
	}
	return s
}

// dress adds words, patterns and defaults to the properties of a record, and of the records in it.
func dress(s *jsonschema.Schema, shape *shape, defaults reflect.Value) {
	for _, f := range shape.fields {
		property, ok := s.Properties.Get(f.key)
		if !ok {
			continue
		}
		value := defaults.Field(f.index)
		switch {
		case f.shape.kind == record && f.shape.word == "":
			dress(property, f.shape, value)
		case f.shape.kind == list && f.shape.elem.kind == record:
			dress(property.Items, f.shape.elem, f.shape.elem.fresh())
		case f.shape.form != nil:
			property.Pattern = f.shape.form.pattern.String()
		case f.shape.kind == integer && f.shape.word != "":
			number := scalarSchema(f.shape)
			*property = jsonschema.Schema{Description: property.Description, AnyOf: []*jsonschema.Schema{{Const: f.shape.word}, number}}
		}
		if d := f.schemaDefault(value); d != nil {
			property.Default = d
		}
	}
}

// schemaDefault is the default of a scalar key, nil if it has none or follows other keys.
func (f *field) schemaDefault(value reflect.Value) any {
	if f.required || f.noted {
		return nil
	}
	switch f.shape.kind {
	case integer:
		if f.shape.word != "" && value.IsZero() {
			return f.shape.word
		}
		if f.shape.admits(float64(value.Int())) {
			return value.Int()
		}
	case number:
		if f.shape.admits(value.Float()) {
			return value.Float()
		}
	case textual:
		if !value.IsZero() {
			return value.String()
		}
	case record:
		if f.shape.word != "" {
			return f.shape.word
		}
	}
	return nil
}
