package text

import "encoding/json"

// Null is x for a JSON object or a nullable column. NaN and infinities, which JSON cannot hold, are null.
func Null(x float64) *float64 {
	if x-x != 0 {
		return nil
	}
	return &x
}

// JSON writes a value as one line.
func JSON(v any) ([]byte, error) {
	line, err := json.Marshal(v)
	return append(line, '\n'), err
}
