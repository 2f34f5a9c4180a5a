package output

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"sync"
)

// appendCanonical appends v as JSON for hashing: equal values give equal text. Fields are in the order of the Go type,
// without those that are zero, nil or an empty list. NaN and infinities are strings. v holds structs, slices, numbers,
// strings, booleans, and pointers to them; other types panic.
func appendCanonical(to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Struct:
		to = append(to, '{')
		first := true
		for i, name := range fieldsOf(v.Type()) {
			field := v.Field(i)
			if name == "" || empty(field) {
				continue
			}
			if !first {
				to = append(to, ',')
			}
			first = false
			to = append(to, name...)
			to = appendCanonical(to, field)
		}
		return append(to, '}')
	case reflect.Slice:
		to = append(to, '[')
		for i := range v.Len() {
			if i > 0 {
				to = append(to, ',')
			}
			to = appendCanonical(to, v.Index(i))
		}
		return append(to, ']')
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(to, "null"...)
		}
		return appendCanonical(to, v.Elem())
	case reflect.String:
		return appendText(to, v.String())
	case reflect.Int, reflect.Int64:
		return strconv.AppendInt(to, v.Int(), 10)
	case reflect.Float64:
		if x := v.Float(); x-x != 0 {
			return appendText(to, strconv.FormatFloat(x, 'g', -1, 64))
		}
		return strconv.AppendFloat(to, v.Float(), 'g', -1, 64)
	case reflect.Bool:
		return strconv.AppendBool(to, v.Bool())
	}
	panic(fmt.Sprintf("output: no canonical form of a %s", v.Type()))
}

func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

func appendText(to []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			text, err := json.Marshal(s)
			if err != nil {
				panic(err) // a string always has a JSON form
			}
			return append(to, text...)
		}
	}
	to = append(to, '"')
	to = append(to, s...)
	return append(to, '"')
}

// fieldNames caches fieldsOf.
var fieldNames sync.Map

// fieldsOf returns the JSON keys, with colon, of a struct's fields; "" for unexported ones.
func fieldsOf(t reflect.Type) []string {
	if names, ok := fieldNames.Load(t); ok {
		return names.([]string)
	}
	names := make([]string, t.NumField())
	for i := range names {
		if f := t.Field(i); f.IsExported() {
			names[i] = strconv.Quote(f.Name) + ":"
		}
	}
	fieldNames.Store(t, names)
	return names
}
