package summary

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// Thresholds are where a quantity passes a level, as an adaptive design has found them.
type Thresholds struct {
	Of, Task   string   // the quantity, and the task it belongs to
	Level      float64  // in the quantity's unit
	Along      string   // path of the searched axis
	Others     []string // the other axes
	Resolution float64  // width below which the design does not divide a bracket further
	Lines      []ThresholdLine
}

// ThresholdLine is the result along one line, with the other axes fixed. Every seed is searched by itself
// and counts in Below, Above, Unknown or at least one of Passes.
type ThresholdLine struct {
	At      []any  // values of the other axes
	Passes  []Pass // the last rise and the last fall first, then those before them
	Below   int64  // seeds that stay below the level
	Above   int64  // seeds that stay at or above the level
	Unknown int64  // seeds whose runs all lack the quantity
	Seeds   int64
	Runs    int64
}

// Pass is a rise or a fall through the level, over the seeds that have it. Passes are counted from the
// upper end of the axis, so that the size from which seeds stay above the level is always their last
// rise. A seed's threshold is the middle of its bracket: the geometric mean on a log axis, rounded on an
// axis of whole numbers.
type Pass struct {
	Before                  int // number of passes of the seed in the same direction further up; 0: its last one
	Up                      bool
	Seeds                   int64
	Median, Lowest, Highest float64 // of the seeds' thresholds, in the unit of the axis
	Width                   float64 // of the widest bracket, as a share of its upper end; on a linear axis, of the whole range
}

// FindThresholds reads the thresholds of an adaptive design from the folder of its scenario. It fails where
// the design searches no threshold. Memory grows with the number of lines and seeds, not with the number
// of runs.
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
		return nil, text.Refuse("%s: design %s searches no threshold, expected design adaptive with a threshold", dir, m.Design)
	}
	for row, err := range rows(dir) {
		if err != nil {
			return nil, err
		}
		search.add(&row)
	}
	return search.thresholds(), nil
}
