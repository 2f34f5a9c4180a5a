package lanes

import "github.com/circsim/circsim/internal/series"

// Oppose computes the rivals of true labels, each with other classes against it and for it a logit from all circuits but
// memorization. odds are those against the label without memorization, others e^-logit (circuits.Clean). right is the probability
// of the label, and wrong that of the others, where memorization has the strength m, with down = e^-m. Both have full relative
// precision up to odds of series.MostOdds.
func Oppose(odds, right, wrong, logit, others, down []float64) {
	n := len(odds)
	right, wrong = cut(right, n), cut(wrong, n)
	logit, others, down = cut(logit, n), cut(others, n), cut(down, n)
	if n <= opposedSingly {
		plainOppose(odds, right, wrong, logit, others, down)
		return
	}
	oppose(odds, right, wrong, logit, others, down)
}

// opposedSingly is the number of labels that take less time one after the other than as lanes.
const opposedSingly = 2

func plainOppose(odds, right, wrong, logit, others, down []float64) {
	for i, g := range logit {
		odds[i] = others[i] * exponential(-g)
		against := odds[i] * down[i]
		if against > series.MostOdds {
			against = series.MostOdds
		}
		right[i] = 1 / (1 + against)
		wrong[i] = against * right[i]
	}
}
