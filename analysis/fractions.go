package analysis

import (
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// emergentShare is the form of a share of curves, which is counted and not fitted.
const emergentShare = "emergent-share"

// fractions returns, for each metric, the share of curves along a scale that are called emergent.
func fractions(t *evaluations.Table, s scale, judged []emergence.Judged) []Fit {
	var fits []Fit
	for _, f := range emergence.Fractions(judged) {
		place := Place{Source: t.Path, Study: t.Study, Metric: f.Metric, Along: s.name}
		fit := unsearched(place, emergentShare, "curves", f.Emergent+f.NotEmergent+f.Undecided)
		fit.Constants = []Constant{constant("share", f.Share), counted("emergent", f.Emergent),
			counted("not_emergent", f.NotEmergent), counted("undecided", f.Undecided)}
		fits = append(fits, fit)
	}
	return fits
}

func counted(name string, n int) Constant {
	return Constant{name, stat.Exact(float64(n)), true}
}
