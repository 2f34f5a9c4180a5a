package text

import "encoding/json"

// Null gives x for a JSON object or a nullable column: nil, which is null, for NaN and infinities, of which JSON has
// no numbers.
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
