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
const maxDifferences = 12

// planDifferences lists how two plans of one name differ, each on a line of its own that it begins.
// mayContain reports whether they differ in nothing but their runs, so that the new plan may contain
// those of the old one.
func planDifferences(old, now *output.Manifest) (lines string, mayContain bool) {
	was, _, err1 := scenarios.Parse(old.Scenario, []byte(old.Text), old.Sets)
	is, _, err2 := scenarios.Parse(now.Scenario, []byte(now.Text), now.Sets)
	if err1 != nil || err2 != nil {
		return "\n  this circsim cannot read its scenario", false
	}
	list := differences(was, is)
	mayContain = neverContains(&was.Sweep, &is.Sweep) == "" && !resampled(&was.Sweep, &is.Sweep) && !slices.ContainsFunc(list, func(d difference) bool { return !d.leavesRuns(was, is) })
	if len(list) == 0 {
		list = []difference{{"", "its axes or tasks are in another order, or its runs are divided into other parts"}}
	}
	var text strings.Builder
	for i, d := range list {
		if i == maxDifferences {
			fmt.Fprintf(&text, "\n  and %d more", len(list)-i)
			break
		}
		fmt.Fprintf(&text, "\n  %s", d.says)
	}
	return text.String(), mayContain
}

// difference is a key in which two scenarios differ.
type difference struct {
	path string
	says string // with both values
}

// leavesRuns reports whether both plans may have runs in common in spite of the difference: it is in the sweep, in a key that one
// of the two sweeps, or in words about the study.
func (d difference) leavesRuns(was, is *scenarios.Scenario) bool {
	switch top, _, _ := strings.Cut(d.path, "."); top {
	case "", "title", "cites", "sweep":
		return true
	}
	swept := func(a scenarios.Axis) bool { return a.Path == d.path }
	return slices.ContainsFunc(was.Sweep.Axes, swept) || slices.ContainsFunc(is.Sweep.Axes, swept)
}

// differences lists the keys in which two scenarios differ, in file order, and then those that only one of
// them leaves at their defaults.
func differences(was, is *scenarios.Scenario) []difference {
	var before, now flat
	before.add("", reflect.ValueOf(*was))
	now.add("", reflect.ValueOf(*is))
	var list []difference
	add := func(path, format string, args ...any) {
		list = append(list, difference{path, path + " " + fmt.Sprintf(format, args...)})
	}
	for _, key := range now.keys {
		if old, ok := before.values[key]; !ok {
			add(key, "is new")
		} else if v := now.values[key]; v != old {
			add(key, "%s -> %s", shown(old), shown(v))
		}
	}
	for _, key := range before.keys {
		if _, ok := now.values[key]; !ok {
			add(key, "is gone")
		}
	}
	for _, path := range was.Defaulted() {
		if !slices.Contains(is.Defaulted(), path) {
			add(path, "default -> set")
		}
	}
	for _, path := range is.Defaulted() {
		if !slices.Contains(was.Defaulted(), path) {
			add(path, "set -> default")
		}
	}
	return list
}

// shown is a value on a line.
func shown(value string) string {
	if value == "" {
		return `""`
	}
	return text.Line(value)
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
