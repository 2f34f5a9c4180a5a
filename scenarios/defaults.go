package scenarios

import (
	"fmt"
	"reflect"
	"strconv"
)

// defaults is a scenario of default values.
func defaults() Scenario { return root.initial.Interface().(Scenario) }

// fresh is a new value of the shape's type, with its defaults.
func (s *shape) fresh() reflect.Value {
	v := reflect.New(s.typ).Elem()
	if s.kind == record {
		v.Set(s.initial)
	}
	return v
}

// defaults is a record with the values of the tags default.
func (s *shape) defaults() reflect.Value {
	v := reflect.New(s.typ).Elem()
	for _, f := range s.fields {
		at, value := v.Field(f.index), f.tag.Get("default")
		switch {
		case f.shape.kind == record:
			at.Set(f.shape.initial)
		case value == "":
		case f.shape.kind == textual:
			at.SetString(value)
		default:
			x, err := strconv.ParseFloat(value, 64)
			if err != nil {
				panic(fmt.Sprintf("scenarios: default of %s: %s", f.key, err))
			}
			at.Set(reflect.ValueOf(x).Convert(f.shape.typ))
		}
	}
	return v
}

// settle computes the defaults that follow other keys, for keys that were left out.
func (s *Scenario) settle() {
	for i := range s.Tasks {
		t := &s.Tasks[i]
		if !t.written("options") {
			t.Options = min(4, t.Classes)
		}
		if !t.Memorization.written("cohorts") {
			t.Memorization.Cohorts = 1
			if t.Frequency.Zipf > 0 {
				t.Memorization.Cohorts = 64
			}
		}
		for j := range t.Generalization {
			g := &t.Generalization[j]
			if !g.written("depth") {
				g.Depth = 2
				if len(t.Requires) > 0 {
					g.Depth = int64(len(t.Requires)) + 1
				}
				if len(g.Factors) > 0 {
					g.Depth = int64(len(g.Factors))
				}
			}
			if !g.written("structure") {
				g.Structure = t.Structure
			}
			if !g.written("tickets") {
				g.Tickets = 1
				if g.Footprint > 0 {
					g.Tickets = TicketsAuto
				}
			}
		}
	}
}

// Defaulted are the paths of the keys that were left out and whose default follows other keys. It may change where
// those are swept.
func (s *Scenario) Defaulted() []string {
	var paths []string
	for i := range s.Tasks {
		t := &s.Tasks[i]
		paths = append(paths, t.unwritten(taskShape, "tasks."+t.Name)...)
		paths = append(paths, t.Memorization.unwritten(memorizationShape, t.path("memorization"))...)
		for j := range t.Generalization {
			path := t.path("generalization")
			if len(t.Generalization) > 1 {
				path = fmt.Sprintf("%s.%d", path, j)
			}
			paths = append(paths, t.Generalization[j].unwritten(generalizationShape, path)...)
		}
	}
	return paths
}
