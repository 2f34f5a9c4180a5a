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
	// values are the constants, in their order.
	values func(theta *vector) []float64
	// place is where a run lies in u and v, less the means of the points.
	place func(r Run) (u, v float64)
	// frontier is the best allocation of compute; nil where the form has none.
	frontier func(theta *vector) line
}

// need is what runs must have to tell constants.
type need struct {
	what       string // what has to differ, in the plural
	coordinate func(i int) float64
	least      int    // how many different values of it
	of         string // constants that take them
}

// refusal says what all points lack to tell the constants.
func (f *form) refusal() error {
	count := f.points.once()
	if n := f.points.places(count); n < f.law.size() {
		return fmt.Errorf("%s: its constants take %d different runs, there are %d", f.name, f.law.size(), n)
	}
	for _, n := range f.needs {
		if found := different(n.coordinate, count, n.least); found < n.least {
			return fmt.Errorf("%s: %s take %d %s, the runs have %d", f.name, n.of, n.least, n.what, found)
		}
	}
	return nil
}

// tells is whether the points that count can tell the constants.
func (f *form) tells(count []float64) bool {
	if f.points.places(count) < f.law.size() {
		return false
	}
	for _, n := range f.needs {
		if different(n.coordinate, count, n.least) < n.least {
			return false
		}
	}
	return true
}

// fit searches the optimum and draws the intervals.
func (f *form) fit(b stat.Bootstrap) (Fit, error) {
	if err := f.refusal(); err != nil {
		return Fit{}, err
	}
	found := f.search()
	drawn := f.resample(b, found)
	fit := Fit{
		Form: f.name, Runs: len(f.points.y), Objective: found.best().value,
		Starts: len(found.ends), Converged: found.converged, AtBest: found.atBest,
		Condition: f.condition(&found.best().theta),
		Resamples: drawn.resamples, Failed: drawn.failed, RanAway: drawn.ranAway,
	}
	fit.thinned(f.points.given, fit.Runs)
	fit.predictor = f.predictor(&found.best().theta, drawn.thetas, b)
	if f.frontier != nil {
		fit.frontier = &frontier{value: f.frontier(&found.best().theta)}
		for i := range drawn.thetas {
			fit.frontier.drawn = append(fit.frontier.drawn, f.frontier(&drawn.thetas[i]))
		}
	}
	f.judge(&fit, found, drawn)
	return fit, nil
}
