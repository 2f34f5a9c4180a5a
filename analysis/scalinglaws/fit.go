package scalinglaws

import "github.com/circsim/circsim/analysis/stat"

// Constant is a constant of a form with its bootstrap interval over runs.
type Constant struct {
	Name string
	stat.Estimate
	Identified bool // whether the runs tell it; if not, the fit's warnings say why
}

// Fit is a form fitted to runs.
type Fit struct {
	// Form is hoffmann, kaplan-n, kaplan-d, kaplan-c, kaplan-nd, gadre, downstream, broken-power-law,
	// isoflop or envelope.
	Form      string
	Constants []Constant // in the form's order, those that follow from others last (hoffmann: a, b, G)
	Runs      int        // runs that were fitted
	Objective float64    // sum of Huber losses, delta 1e-3, of residuals of ln loss; isoflop, envelope: half the sum of squared residuals of ln N
	Starts    int        // starts tried
	Converged int        // starts that ended at an optimum
	AtBest    int        // starts that reached the best objective, to a millionth of it
	Condition float64    // condition number of the Jacobian at the optimum, its columns scaled to unit length; scales count from their means
	Resamples int        // bootstrap resamples; 200 at most where the optimum is at the end of a constant's range
	Failed    int        // resamples that cannot tell the constants or whose fit did not converge; left out of the intervals
	RanAway   int        // resamples whose fit ended with a constant at the end of its range; they count in the intervals
	Warnings  []string   // what is not identified, and why

	predictor *predictor
	frontier  *frontier
}
