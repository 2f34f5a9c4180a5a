package summary

import (
	"fmt"
	"iter"

	"github.com/circsim/circsim/output"
)

// rows are those of a folder's runs table. The error of a part that cannot be read says what mends it.
func rows(dir string) iter.Seq2[output.RunRow, error] {
	return func(yield func(output.RunRow, error) bool) {
		for row, err := range output.ReadRuns(dir) {
			if err != nil {
				err = fmt.Errorf("%w; circsim sweep makes damaged parts again", err)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
