package evaluations

import "github.com/circsim/circsim/scenarios"

// A table takes 8 bytes for every score, and for every row as much as rowNumbers of them. Larger tables than
// maxNumbers are refused before they fill the memory.
const (
	maxNumbers = 250_000_000
	rowNumbers = 20
)

// mostRows is how many rows of some metrics are read.
func mostRows(metrics int) int { return maxNumbers / (rowNumbers + metrics) }

func tooLarge(path string, most, metrics int) error {
	return scenarios.Errors{place{file: path}.fault("more than %d rows, which is the most with %d metrics: expected a table of fewer rows or metrics", most, metrics)}
}
