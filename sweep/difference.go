package sweep

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// differences names the keys in which two scenarios differ, in file order, with both values.
func differences(was, is *scenarios.Scenario) []string {
	var before, now flat
	before.add("", reflect.ValueOf(*was))
	now.add("", reflect.ValueOf(*is))
	var list []string
	for _, key := range now.keys {
		if old, ok := before.values[key]; !ok {
			list = append(list, fmt.Sprintf("%s is new", key))
		} else if v := now.values[key]; v != old {
			list = append(list, fmt.Sprintf("%s was %s and is %s", key, text.Line(old), text.Line(v)))
		}
	}
	for _, key := range before.keys {
		if _, ok := now.values[key]; !ok {
			list = append(list, fmt.Sprintf("%s is gone", key))
		}
	}
	return list
}

// flat holds the keys of a scenario by their dotted paths.
type flat struct {
	keys   []string
	values map[string]string
}

// add walks a scenario's structs. A struct in a list is named by its first field
// where that is a word (a task, a pool, an axis), and by its place otherwise.
func (f *flat) add(path string, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[scenarios.Axis]():
		f.set(path, stated(v.Interface().(scenarios.Axis)))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			key := field.Tag.Get("yaml")
			switch {
			case !field.IsExported() || key == "-" || key == "" && i == 0 && field.Type.Kind() == reflect.String:
			case key == "":
				f.add(path, v.Field(i))
			default:
				f.add(join(path, key), v.Field(i))
			}
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			name := strconv.Itoa(i)
			if first := v.Index(i).Field(0); first.Kind() == reflect.String {
				name = first.String()
			}
			f.add(join(path, name), v.Index(i))
		}
	default:
		f.set(path, fmt.Sprint(v.Interface()))
	}
}

func (f *flat) set(path, value string) {
	if f.values == nil {
		f.values = map[string]string{}
	}
	f.keys = append(f.keys, path)
	f.values[path] = value
}

// stated is what an axis takes.
func stated(a scenarios.Axis) string {
	if a.Range == nil {
		return fmt.Sprint(a.Values)
	}
	text := fmt.Sprintf("%s from %v to %v", a.Range.Spacing, a.Range.From, a.Range.To)
	if n := len(a.Values); n > 0 {
		text += fmt.Sprintf(" in %d points", n)
	}
	return text
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
