package evaluations

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
)

// standardErrorsOf0 takes standard errors as unknown that no test can have: negative ones, and 0 of a score strictly
// between 0 and 1, or 0% and 100%. Some versions of the lm-evaluation-harness publish such zeros.
func (b *builder) standardErrorsOf0() {
	for i := range b.rows {
		r := &b.rows[i]
		for m, e := range r.Errors {
			x := r.Scores[m]
			between := x > 0 && (x < 1 || b.percent[m] > 0 && x < 100)
			if !(e < 0 || e == 0 && between) {
				continue
			}
			name := b.table.Metrics[m].Name
			b.notes.count("standard error of "+name, int(b.lines[i]), func() string {
				return fmt.Sprintf("the standard error of %s is %s for a score of %s, expected a number above 0: taken as unknown", text.Quote(name), decimal(e), decimal(x))
			})
			r.Errors[m] = math.NaN()
		}
	}
}
