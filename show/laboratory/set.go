package laboratory

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

type setRequest struct {
	YAML   string         `json:"yaml"`
	Values map[string]any `json:"values"` // number or text by path
}

type edited struct {
	YAML string `json:"yaml"`
}

// set changes keys in the text of a scenario, in alphabetical order. It does not check the values: open does.
func set(r *setRequest) (*edited, error) {
	if len(r.Values) > maxValues {
		return nil, fmt.Errorf("%d values, expected at most %d", len(r.Values), maxValues)
	}
	source := []byte(r.YAML)
	for _, path := range slices.Sorted(maps.Keys(r.Values)) {
		value, err := plainValue(path, r.Values[path])
		if err != nil {
			return nil, err
		}
		if source, err = scenarios.Edit(source, path, value); err != nil {
			return nil, err
		}
	}
	return &edited{string(source)}, nil
}

// plainValue is a value of a request as the types of scenarios have it: int64 where it is a whole number, else float64, or string.
func plainValue(path string, value any) (any, error) {
	switch x := value.(type) {
	case string:
		return x, nil
	case json.Number:
		if n, err := strconv.ParseInt(x.String(), 10, 64); err == nil {
			return n, nil
		}
		if f, err := x.Float64(); err == nil {
			if whole := int64(f); f >= -1e15 && f <= 1e15 && float64(whole) == f {
				return whole, nil
			}
			return f, nil
		}
	}
	return nil, fmt.Errorf("%s is neither a number nor a text", text.Line(path))
}

// keyValue is a value of a request as the type of the key at a path: int64, float64 or string.
func keyValue(k *scenarios.Setting, value any) (any, error) {
	plain, err := plainValue(k.Path, value)
	if err != nil {
		return nil, err
	}
	whole, isWhole := plain.(int64)
	if _, float := k.Zero.(float64); float && isWhole {
		return float64(whole), nil
	}
	if _, integer := k.Zero.(int64); integer {
		if f, fraction := plain.(float64); fraction {
			return nil, fmt.Errorf("%s is %v, expected a whole number", k.Path, f)
		}
	}
	return plain, nil
}
