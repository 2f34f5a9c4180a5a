package scenarios

import (
	"reflect"
	"strings"
	"testing"
)

// full is a value of type t that has an element in every list and a value behind every pointer.
func full(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if v.Field(i).CanSet() {
				v.Field(i).Set(full(t.Field(i).Type))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(t, 1, 1))
		v.Index(0).Set(full(t.Elem()))
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(full(t.Elem()))
	case reflect.Interface:
		v.Set(reflect.ValueOf(int64(1)))
	}
	return v
}

// memory visits everything that v refers to, by the path of the Go fields that lead there.
func memory(v reflect.Value, path string, visit func(path string, at uintptr)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			memory(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice, reflect.Map, reflect.Pointer:
		visit(path, v.Pointer())
		if v.Kind() == reflect.Slice {
			for i := range v.Len() {
				memory(v.Index(i), path, visit)
			}
		}
	}
}

// A copy shares no memory with the scenario, except for what never changes: its origin, its axes, and the lists of
// notes, which note replaces. A new list in spec.go is either copied or fails here.
func TestCloneSharesNothing(t *testing.T) {
	s := full(reflect.TypeFor[Scenario]()).Interface().(Scenario)
	s.places = map[string]position{"": {}}
	seen, lists := map[uintptr]bool{}, 0
	memory(reflect.ValueOf(s), "", func(_ string, at uintptr) { seen[at] = true; lists++ })
	const notes = ".notes.keys"
	constant := map[string]bool{".Sets": true, ".places": true, ".Sweep.Axes": true, ".Sweep.Axes.Values": true, ".Sweep.Axes.Range": true}
	memory(reflect.ValueOf(*s.clone()), "", func(path string, at uintptr) {
		if seen[at] && !constant[path] && !strings.HasSuffix(path, notes) {
			t.Errorf("the copy shares %s", path)
		}
	})
	if lists < 14 {
		t.Errorf("only %d lists in a scenario", lists)
	}
	if !reflect.DeepEqual(*s.clone(), s) {
		t.Error("the copy differs")
	}
}
