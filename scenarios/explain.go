package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// meaning is what the tags say about a key in words.
func (f *field) meaning() string {
	words := []string{f.tag.Get("jsonschema_description"), f.tag.Get("more")}
	if refused := f.tag.Get("refused"); refused != "" {
		words = append(words, "Not "+refused+".")
	}
	if designs := f.tag.Get("designs"); designs != "" && designs != f.tag.Get("required_by") {
		words = append(words, "Taken by "+strings.ReplaceAll(designs, ",", ", ")+".")
	}
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " "))
}

// unwritten says what holds where a key of the section is left out.
func (f *field) unwritten(section *shape) string {
	for _, words := range []string{f.tag.Get("follows"), f.tag.Get("unset")} {
		if words != "" {
			return words
		}
	}
	if designs := f.tag.Get("required_by"); designs != "" {
		return "required by " + strings.ReplaceAll(designs, ",", ", ")
	}
	switch {
	case f.required:
		return "required"
	case f.shape.word != "":
		return "`" + f.shape.word + "`"
	case f.shape.kind == record && len(f.shape.keysWhere(func(f field) bool { return f.required })) > 0:
		return "none"
	case f.shape.kind == record:
		return "its defaults"
	case f.shape.kind == named:
		return "`{}`"
	case f.shape.typ.Kind() == reflect.Slice:
		return "`[]`"
	}
	value := section.initial.Field(f.index)
	if f.shape.kind == textual && value.IsZero() {
		return "empty"
	}
	return fmt.Sprintf("`%v`", value)
}
