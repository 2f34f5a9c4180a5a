package scalinglaws

import (
	"fmt"

	"github.com/circsim/circsim/analysis/stat"
)

// form is a law with the meaning of its parameters.
type form struct {
	name      string
	points    *points
	law       law
	starts    []vector
	needs     []need
	constants []constant
	// values are the values of the constants, in their order.
	values func(theta *vector) []float64
	// place gives the coordinates u and v of a run, less the means of the points.
	place func(r Run) (u, v float64)
	// frontier is the compute-optimal allocation; nil where the form has none.
	frontier func(theta *vector) line
}

// need is what runs must have for some constants to be identifiable.
type need struct {
	what       string // what has to differ, in the plural
	coordinate func(i int) float64
	least      int    // distinct values of it that are needed
	of         string // constants that need them
}

// lacks says what the points with a positive count lack to identify the constants; nil: nothing.
func (f *form) lacks(count []float64) error {
	if n := f.points.places(count); n < f.law.size() {
		return fmt.Errorf("%s: its constants need %d different runs, there are %d", f.name, f.law.size(), n)
	}
	for _, n := range f.needs {
		if found := different(n.coordinate, count, n.least); found < n.least {
			return fmt.Errorf("%s: %s need %d %s, the runs have %d", f.name, n.of, n.least, n.what, found)
		}
	}
	return nil
}

// fit searches the optimum and bootstraps the intervals.
func (f *form) fit(b stat.Bootstrap) (Fit, error) {
	if err := f.lacks(f.points.once()); err != nil {
		return Fit{}, err
	}
	found := f.search()
	best := found.best()
	fit := Fit{
		Form: f.name, Runs: len(f.points.y), Objective: best.value,
		Starts: len(found.ends), Converged: found.converged, AtBest: found.atBest,
		Condition: f.condition(&best.theta),
	}
	thetas := f.resample(&fit, b, found.optima())
	fit.predictor = f.predictor(&best.theta, thetas, b)
	if f.frontier != nil {
		fit.frontier = &frontier{value: f.frontier(&best.theta)}
		for i := range thetas {
			fit.frontier.drawn = append(fit.frontier.drawn, f.frontier(&thetas[i]))
		}
	}
	f.judge(&fit, best, thetas)
	fit.thinned(f.points.given, fit.Runs)
	return fit, nil
}
