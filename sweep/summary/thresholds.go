package summary

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// Thresholds are where an adaptive design has found a quantity to pass a level.
type Thresholds struct {
	Of, Task   string  // the quantity, and whose it is
	Level      float64 // in the quantity's unit
	Along      string  // path of the searched axis
	Others     []string
	Resolution float64 // width at which the design takes a bracket for fine enough
	Lines      []ThresholdLine
}

// ThresholdLine is what was found along one line, the other axes fixed. Every seed
// is searched by itself and stands in Below, Above, Unknown or at least one of Passes.
type ThresholdLine struct {
	At      []any  // values of the other axes
	Passes  []Pass // the last rise and the last fall of the seeds first, then those before them
	Below   int64  // seeds that stay below the level
	Above   int64  // seeds that stay at the level or above it
	Unknown int64  // seeds whose runs all lack the quantity
	Seeds   int64
	Runs    int64
}

// Pass is a rise or a fall through the level, over those seeds that have it. They are counted from
// the upper end of the axis, so that the size from which on seeds stay above the level is their
// last rise, whatever they do before. A seed's threshold is the middle of its bracket, in
// ratio on a log axis, and whole on an axis of whole numbers.
type Pass struct {
	Before                  int // passages of the seed in the same direction further up; 0: its last one
	Up                      bool
	Seeds                   int64
	Median, Lowest, Highest float64 // of the seeds' thresholds, in the unit of the axis
	Width                   float64 // of the widest bracket: relative to its upper end, on a linear axis to the whole range
}

// FindThresholds reads from a scenario's folder what its adaptive design has found. It
// fails where the design searches no threshold. Memory grows with the number of lines
// and seeds, not with that of runs.
func FindThresholds(dir string) (*Thresholds, error) {
	m, err := output.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	search, err := newSearch(m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if search == nil {
		return nil, text.Refuse("%s: design %s searches no threshold, expected an adaptive one", dir, m.Design)
	}
	for row, err := range rows(dir) {
		if err != nil {
			return nil, err
		}
		search.add(&row)
	}
	return search.thresholds(), nil
}
