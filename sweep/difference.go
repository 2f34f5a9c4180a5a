package sweep

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// maxDifferences is the number of differences that a message lists.
const maxDifferences = 4

// planDifference says on one line how two plans of one name differ.
func planDifference(old, now *output.Manifest) string {
	was, _, err1 := scenarios.Parse(old.Scenario, []byte(old.Text), old.Sets)
	is, _, err2 := scenarios.Parse(now.Scenario, []byte(now.Text), now.Sets)
	if err1 != nil || err2 != nil {
		return "this circsim cannot read its scenario"
	}
	list := append(keyDifferences(was, is), defaultDifferences(was.Defaulted(), is.Defaulted())...)
	if old.Runs != now.Runs {
		list = append(list, fmt.Sprintf("runs were %d and are %d", old.Runs, now.Runs))
	}
	if more := len(list) - maxDifferences; more > 0 {
		list = append(list[:maxDifferences], fmt.Sprintf("and %d more", more))
	}
	if len(list) == 0 {
		return "its axes or tasks are in another order, or its runs are divided into other parts"
	}
	return strings.Join(list, ", ")
}

// keyDifferences names the keys in which two scenarios differ, in file order, with both values.
func keyDifferences(was, is *scenarios.Scenario) []string {
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

// defaultDifferences names the keys that only one of two scenarios leaves at their defaults.
func defaultDifferences(was, is []string) []string {
	var list []string
	for _, path := range was {
		if !slices.Contains(is, path) {
			list = append(list, path+" was left at its default and is set")
		}
	}
	for _, path := range is {
		if !slices.Contains(was, path) {
			list = append(list, path+" was set and is left at its default")
		}
	}
	return list
}

// flat holds the values of a scenario by the dotted paths of their keys.
type flat struct {
	keys   []string // in file order
	values map[string]string
}

// add walks the structs of a scenario. A struct in a list is named by its first field if this is a
// string (a task, a pool, an axis), and by its index otherwise.
func (f *flat) add(path string, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[scenarios.Axis]():
		f.set(path, describeAxis(v.Interface().(scenarios.Axis)))
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

// describeAxis gives an axis's values, or its range.
func describeAxis(a scenarios.Axis) string {
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
