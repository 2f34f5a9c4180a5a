package analysis

import (
	"math"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// emergentShare is the form of a share of curves, which is counted and not fitted.
const emergentShare = "emergent-share"

// fractions are the shares of curves along a scale, which are pairs of a task and a metric, that are called
// emergent, metric by metric.
func fractions(t *evaluations.Table, s scale, judged []emergence.Judged) []Fit {
	var fits []Fit
	for _, f := range emergence.Fractions(judged) {
		fits = append(fits, Fit{
			Place: Place{Source: t.Path, Study: t.Study, Metric: f.Metric, Along: s.name}, Form: emergentShare, Of: "curves",
			Points:    f.Emergent + f.NotEmergent + f.Undecided,
			Constants: []Constant{constant("share", f.Share), counted("emergent", f.Emergent), counted("not_emergent", f.NotEmergent), counted("undecided", f.Undecided)},
			Objective: math.NaN(), Condition: math.NaN(),
		})
	}
	return fits
}

func counted(name string, n int) Constant {
	return Constant{name, stat.Exact(float64(n)), true}
}
