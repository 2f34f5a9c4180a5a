package evaluations

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// object is a JSON object with its keys in the order of the text.
type object struct {
	keys   []string
	values []any
}

func (o *object) get(key string) any {
	if o == nil {
		return nil
	}
	if i := slices.Index(o.keys, key); i >= 0 {
		return o.values[i]
	}
	return nil
}

// maxDepth is how deep JSON values may be nested.
const maxDepth = 64

var errDeep = fmt.Errorf("nested deeper than %d", maxDepth)

// jsonValue reads the next value: an *object, []any, json.Number, string, bool or nil.
func jsonValue(d *json.Decoder, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := &object{}
		at := map[string]int{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, inside(err)
			}
			value, err := jsonValue(d, depth+1)
			if err != nil {
				return nil, inside(err)
			}
			name := key.(string)
			if i, twice := at[name]; twice {
				o.values[i] = value
				continue
			}
			at[name] = len(o.keys)
			o.keys, o.values = append(o.keys, name), append(o.values, value)
		}
		_, err := d.Token()
		return o, inside(err)
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := jsonValue(d, depth+1)
			if err != nil {
				return nil, inside(err)
			}
			list = append(list, value)
		}
		_, err := d.Token()
		return list, inside(err)
	}
	return token, nil
}

// inside tells the end of a text within a value from that after one.
func inside(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// withoutNaN replaces NaN and Infinity outside strings, which Python writes and JSON does not have, by empty strings. Offsets
// stay the same.
func withoutNaN(text []byte) []byte {
	words := [][2]string{{"-Infinity", `""       `}, {"Infinity", `""      `}, {"NaN", `"" `}}
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted || c != '-' && c != 'I' && c != 'N':
		default:
			for _, w := range words {
				if bytes.HasPrefix(text[i:], []byte(w[0])) {
					copy(text[i:], w[1])
					i += len(w[0]) - 1
					break
				}
			}
		}
	}
	return text
}
