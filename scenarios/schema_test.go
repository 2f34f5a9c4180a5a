package scenarios

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(schemaID, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(schemaID)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validates(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

func TestSchemaAcceptsWhatLoads(t *testing.T) {
	schema := compiled(t)
	texts := map[string]string{"small": small, "new": fromTemplate(t, "new")}
	for _, name := range List() {
		text, err := builtin.ReadFile(name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	for name, text := range texts {
		if err := validates(t, schema, text); err != nil {
			t.Errorf("%s: %s", name, err)
		}
	}
}

// TestSchemaAgreesWithLoader edits one key at a time: both accept it, or both refuse.
func TestSchemaAgreesWithLoader(t *testing.T) {
	schema := compiled(t)
	for _, c := range []struct {
		old, new string
		good     bool
	}{
		{"  params: 1000", "  params: 1e3", true},
		{"  params: 1000", "  params: 0", false},
		{"  params: 1000", "  params: 1.5", false},
		{"  params: 1000", `  params: "1000"`, false},
		{"  params: 1000", "  params: 1000\n  parms: 1", false},
		{"  params: 1000", "  noise: 0.1", false},
		{"  params: 1000", "  params: 1000\n  noise: 0", false},
		{"  params: 1000", "  params: 1000\n  pools: {}", true},
		{"  params: 1000", "  params: 1000\n  pools: {a: 2}", false},
		{"  params: 1000", "  params: 1000\n  bias: convolutional", true},
		{"  params: 1000", "  params: 1000\n  bias: mlp", false},
		{"name: small", "name: a/b", false},
		{"name: small", "name: 5", false},
		{"name: small", "name: small\nextra: 1", false},
		{"name: small", "name: small\ntitle: [a]", false},
		{"name: small", "name: small\ncites: [a, b]", true},
		{"name: small", "name: small\ncites: a", false},
		{"  steps: 100", "  steps: 100\n  batch: full", true},
		{"  steps: 100", "  steps: 100\n  batch: 32", true},
		{"  steps: 100", "  steps: 100\n  batch: 0", false},
		{"  steps: 100", "  steps: 100\n  batch: all", false},
		{"  steps: 100", "  steps: 100\n  cost: {kappa: 0}", false},
		{"  steps: 100", "  steps: 100\n  phases: [{at: 5, set: {tasks.first.items: 9}}]", true},
		{"  steps: 100", "  steps: 100\n  phases: [{at: 5, set: {tasks.first.classes: 9}}]", false},
		{"  steps: 100", "  steps: 100\n  phases: [{at: 5, set: {tasks.first.items: 9.5}}]", false},
		{"  steps: 100", "  steps: 100\n  phases: [{at: 5}]", false},
		{"  first:", "  first.one:", false},
		{"    classes: 10", "    classes: 10\n    frequency: uniform", true},
		{"    classes: 10", "    classes: 10\n    frequency: {zipf: 1.34}", true},
		{"    classes: 10", "    classes: 10\n    frequency: {zipf: 0}", false},
		{"    classes: 10", "    classes: 10\n    frequency: zipf", false},
		{"    classes: 10", "    classes: 10\n    requires: []", true},
		{"    classes: 10", "    classes: 10\n    requires: a", false},
		{"    classes: 10", "    classes: 10\n    requires: [5]", false},
		{"  first:", "  second: {classes: 2, items: 0}\n  first:\n    requires: [second, second]\n    format: second", true},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, structure: long-range}", true},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, structure: remote}", false},
		{"    classes: 10", "    classes: 10\n    overlap: {}", true},
		{"    classes: 10", "    classes: 10\n    overlap: {b: 2}", false},
		{"    classes: 10", "    clases: 10", false},
		{"{gain: 0.1, initial: 0.01}", "[{gain: 0.1, initial: 0.01}]", true},
		{"{gain: 0.1, initial: 0.01}", "[{gain: 0.1, initial: 0.01, dept: 3}]", false},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, depth: 1}", false},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, congestion: 0}", false},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, congestion: 0.01}", true},
		{"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: 0}", false},
		{"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: 11}", false},
		{"{gain: 1, initial: 0.1}", "{gain: 1, initial: 0.1, congestion: 0.5}", true},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, initial: 0.01, tickets: auto, footprint: 5}", true},
		{"{gain: 0.1, initial: 0.01}", "{initial: 0.01}", false},
		{"{gain: 0.1, initial: 0.01}", "{gain: 0.1, factors: [1]}", false},
		{"values: [300, 500]", "log: {from: 10, to: 100, points: 3}", true},
		{"values: [300, 500]", "values: []", false},
		{"values: [300, 500]", "log: {to: 100, points: 3}", false},
		{"values: [300, 500]", "values: [3], log: {from: 10, to: 100, points: 3}", false},
		{"path: tasks.first.items", "path: name", false},
		{"  seeds: 2", "  seeds: 0", false},
		{"  seeds: 2", "  seeds: 2\n  design: grid", true},
		{"  seeds: 2", "  seeds: 2\n  design: sobol\n  points: 8", true},
		{"  seeds: 2", "  seeds: 2\n  design: sobol\n  points: 0", false},
		{"  seeds: 2", "  seeds: 2\n  design: random", false},
		{"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.items, log: {from: 10, to: 100, points: 3}}\n  design: adaptive\n  threshold: {of: test_loss, level: 1}", true},
		{"{path: tasks.first.items, values: [300, 500]}", "{path: tasks.first.items, log: {from: 10, to: 100, points: 3}}\n  design: adaptive\n  threshold: {level: 1}", false},
		{"{points: 20}", "{points: 20, spacing: linear, circuits: all}", true},
		{"{points: 20}", "{points: 20, spacing: cubic}", false},
	} {
		text := edited(t, c.old, c.new)
		_, _, loadErr := Parse("x.yaml", []byte(text), nil)
		schemaErr := validates(t, schema, text)
		if (loadErr == nil) != c.good || (schemaErr == nil) != c.good {
			t.Errorf("%s\nwanted good = %v\nloader: %v\nschema: %v", c.new, c.good, loadErr, schemaErr)
		}
	}
}
