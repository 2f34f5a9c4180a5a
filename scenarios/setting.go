package scenarios

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// Setting is a scalar key of the model, the training, a task or the heads: an integer, a number or a text.
type Setting struct {
	Path    string // with the number of a circuit only if the task has several
	Zero    any    // int64(0), float64(0) or "": the type of its values
	Unit    string
	Meaning string
	Word    string // an integer key's word, such as full, which is no number; empty: none
	Null    string // when there is no value

	shape   *shape
	steps   []int         // indices of fields and elements, from the scenario down
	initial reflect.Value // what holds where the key is left out
}

// Settings returns the scalar keys of the sections that can be swept, in the order of the format. Heads have keys only
// if the network has heads. Lists and named shares are not among them; Lists returns those.
func (s *Scenario) Settings() []Setting {
	var w settingWalk
	w.scenario(s)
	return w.found
}

// Setting returns the setting that a path leads to; false if the path leads to no scalar key.
func (s *Scenario) Setting(path string) (Setting, bool) {
	at, err := s.find(path)
	if err != nil {
		return Setting{}, false
	}
	w := settingWalk{full: at.full}
	w.scenario(s)
	if len(w.found) == 0 {
		return Setting{}, false
	}
	return w.found[0], true
}

// Of returns the value of the setting in a scenario of the same tasks, int64, float64 or string; nil if it is a word or
// has no value, or if the scenario has fewer circuits.
func (k *Setting) Of(s *Scenario) any {
	v := reflect.ValueOf(s).Elem()
	for _, i := range k.steps {
		switch {
		case v.Kind() == reflect.Struct:
			v = v.Field(i)
		case i >= v.Len():
			return nil
		default:
			v = v.Index(i)
		}
	}
	if v.IsZero() && k.Null != "" {
		return nil
	}
	switch k.shape.kind {
	case integer:
		return v.Int()
	case number:
		return v.Float()
	}
	return v.String()
}

// Chosen reports whether the scenario's file gives the key another value than its default.
func (k *Setting) Chosen(s *Scenario) bool {
	at, err := s.find(k.Path)
	return err == nil && s.Written(k.Path) && !at.value.Equal(k.initial)
}

// OfTask reports whether the key is one of a task.
func (k *Setting) OfTask() bool { return strings.HasPrefix(k.Path, "tasks.") }

// settingWalk visits the keys of a scenario.
type settingWalk struct {
	found []Setting
	full  string // the only path to find, with all list indices; empty: all
}

func (w *settingWalk) scenario(s *Scenario) {
	for _, f := range root.fields {
		if f.swept && (f.key != "heads" || s.HasHeads()) {
			w.visit(Setting{Path: f.key, shape: f.shape, steps: []int{f.index}}, f.key, reflect.ValueOf(s).Elem().Field(f.index))
		}
	}
}

// visit collects the settings at and below a place. full is its path with all list indices.
func (w *settingWalk) visit(at Setting, full string, v reflect.Value) {
	below := func(name string, step int, s *shape) Setting {
		b := Setting{Path: at.Path, shape: s, steps: append(at.steps[:len(at.steps):len(at.steps)], step)}
		if name != "" {
			b.Path = join(at.Path, name)
		}
		return b
	}
	switch at.shape.kind {
	case integer, number, textual:
		if w.full == "" || w.full == full {
			at.Zero = reflect.Zero(map[shapeKind]reflect.Type{
				integer: reflect.TypeFor[int64](), number: reflect.TypeFor[float64](), textual: reflect.TypeFor[string](),
			}[at.shape.kind]).Interface()
			w.found = append(w.found, at)
		}
	case record:
		for _, f := range at.shape.fields {
			b := below(f.key, f.index, f.shape)
			b.Unit, b.Meaning = f.tag.Get("unit"), f.tag.Get("jsonschema_description")
			if b.Meaning == "" {
				b.Meaning = f.tag.Get("more")
			}
			b.Word, b.Null, b.initial = f.shape.word, f.null(at.shape.word), at.shape.initial.Field(f.index)
			w.visit(b, join(full, f.key), v.Field(f.index))
		}
	case oneOrMany:
		for i := range v.Len() {
			segment := strconv.Itoa(i)
			name := segment
			if v.Len() == 1 {
				name = ""
			}
			w.visit(below(name, i, at.shape.elem), join(full, segment), v.Index(i))
		}
	case named:
		if at.shape.elem.kind != record {
			return
		}
		for i := range v.Len() {
			name := v.Index(i).Field(0).String()
			w.visit(below(name, i, at.shape.elem), join(full, name), v.Index(i))
		}
	}
}

// null says what a zero of the key means if it is no value; empty: it is a value. word is that of its section.
func (f *field) null(word string) string {
	unset := f.tag.Get("unset")
	switch s := f.shape; {
	case s.word != "":
		return s.word
	case s.kind == number && s.admits(0) || s.kind == integer && s.admits(0) || len(s.enum) > 0:
		return ""
	case word != "":
		return word
	case unset != "":
		return strings.TrimPrefix(unset, "required, unless ")
	case s.kind == textual:
		return "not written"
	}
	return ""
}

// Lists returns the keys that have no setting, as a JSON object nested like the file: pools, phases, factors, required
// tasks and overlaps. It leaves empty ones out, and returns "" if there are none.
func (s *Scenario) Lists() string {
	object := map[string]any{} // JSON objects are written sorted by key
	for _, f := range root.fields {
		if !f.swept {
			continue
		}
		if below := lists(f.shape, reflect.ValueOf(s).Elem().Field(f.index)); below != nil {
			object[f.key] = below
		}
	}
	if len(object) == 0 {
		return ""
	}
	text, err := json.Marshal(object)
	if err != nil {
		panic(err) // names, numbers and texts always have a JSON form
	}
	return string(text)
}

// lists returns the lists at and below a place; nil if all are empty.
func lists(s *shape, v reflect.Value) any {
	object := map[string]any{}
	put := func(key string, below any) {
		if below != nil {
			object[key] = below
		}
	}
	switch {
	case s.kind == record:
		for _, f := range s.fields {
			put(f.key, lists(f.shape, v.Field(f.index)))
		}
	case s.kind == oneOrMany && v.Len() == 1:
		return lists(s.elem, v.Index(0))
	case s.kind == oneOrMany:
		for i := range v.Len() {
			put(strconv.Itoa(i), lists(s.elem, v.Index(i)))
		}
	case s.kind == named && s.elem.kind == record:
		for i := range v.Len() {
			put(v.Index(i).Field(0).String(), lists(s.elem, v.Index(i)))
		}
	case v.Kind() == reflect.Slice && v.Len() > 0:
		return whole(s, v)
	}
	if len(object) == 0 {
		return nil
	}
	return object
}

// whole returns a value of any shape as encoding/json takes it, under the keys of the file.
func whole(s *shape, v reflect.Value) any {
	switch s.kind {
	case record:
		object := map[string]any{}
		for _, f := range s.fields {
			object[f.key] = whole(f.shape, v.Field(f.index))
		}
		return object
	case named, assignments:
		object := map[string]any{}
		for i := range v.Len() {
			object[v.Index(i).Field(0).String()] = v.Index(i).Field(1).Interface()
		}
		return object
	case list:
		all := make([]any, v.Len())
		for i := range all {
			all[i] = whole(s.elem, v.Index(i))
		}
		return all
	}
	return v.Interface()
}
