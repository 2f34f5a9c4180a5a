package laboratory

import (
	"encoding/json"

	"github.com/circsim/circsim/internal/text"
)

// numbers are written as a JSON array, null for what JSON has no number for.
type numbers []float64

// MarshalJSON writes the array; [] for none.
func (n numbers) MarshalJSON() ([]byte, error) {
	all := make([]*float64, len(n))
	for i, x := range n {
		all[i] = text.Null(x)
	}
	return json.Marshal(all)
}
