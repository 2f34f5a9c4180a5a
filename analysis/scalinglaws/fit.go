package scalinglaws

import "github.com/circsim/circsim/analysis/stat"

// Constant is a constant of a form with its bootstrap interval over runs.
type Constant struct {
	Name string
	stat.Estimate
	Identified bool // whether the runs determine it; if not, the fit's warnings say why
}

// Fit is a form fitted to runs.
type Fit struct {
	// Form is hoffmann, kaplan-n, kaplan-d, kaplan-c, kaplan-nd, gadre, downstream, broken-power-law,
	// isoflop or envelope.
	Form      string
	Constants []Constant // in the form's order; derived ones are last (hoffmann: a, b, G)
	Runs      int        // runs that were fitted
	// Objective is the sum of the Huber losses (delta 1e-3) of the residuals of ln loss; for isoflop and
	// envelope, half the sum of squared residuals of ln N.
	Objective float64
	Starts    int      // starts followed to their end: others fell behind in their first steps
	Converged int      // starts that ended at an optimum
	AtBest    int      // starts that reached the best objective, to one part in a million
	Condition float64  // condition number of the Jacobian at the optimum: columns of unit length, coordinates centered
	Resamples int      // bootstrap resamples; at most 50 where the optimum is at the end of a constant's range
	Failed    int      // resamples without a fit: too few distinct runs, or not converged; the intervals leave them out
	RanAway   int      // resamples with a constant at the end of its range; the intervals include them
	Warnings  []string // what is not identified, and why

	predictor *predictor
	frontier  *frontier
}
