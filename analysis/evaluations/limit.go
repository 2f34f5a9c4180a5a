package evaluations

// A table takes 8 bytes for each score, and for each row as much as rowNumbers scores. Tables of more than
// maxNumbers are refused before they fill the memory.
const (
	maxNumbers = 250_000_000
	rowNumbers = 20
)

// mostRows returns the maximum number of rows of a table with that many metrics.
func mostRows(metrics int) int { return maxNumbers / (rowNumbers + metrics) }

func tooLarge(path string, most, metrics int) error {
	return refuse(path, "more than %d rows, the maximum with %d metrics: expected a table of fewer rows or metrics", most, metrics)
}
