// Package claims is the scoreboard: what papers have published, beside what this theory of circuits gives.
//
//	rows, err := claims.Choose([]string{"grokking"})
//	outcomes, err := claims.Run(ctx, rows, dir, sweeper)
//	board := claims.BoardOf(outcomes)
//
// A row is a phenomenon. Its file rows/NAME.md has its texts and its claims. A new claim is a new section there:
//
//	### steps-at-3831-items
//
//	A one-layer transformer trained on 3831 of 12769 sums reaches test loss 1 at step 7583.
//
//	- source: arXiv:2301.05217, saved runs
//	- quantity: median step_test
//	- kind: value
//	- grade: fitted
//	- published: 7583
//	- expected: within 25%
//	- measure: median of step_test in runs of grokking where tasks_addition_items = 3831
//
// measure.go lists the measures that can be written in this way. A claim that needs another one leaves out the key measure, and the row's
// Go file has a function of the claim's name. A claim that is not met stays, with the reason under the key "not met": the board says
// where the theory is wrong.
//
// A claim is graded before it is simulated, from what went into its constants. Its range is what the publication leaves open: the interval or
// the seeds that it states, the distance of the sizes that it tried, or, of a single run, two standard deviations between seeds of such
// networks; the row says which. Where publications contradict each other, each of them has its claim.
//
//  1. rows.go has the list of rows, claim.go says when a claim is met
//  2. load.go reads the rows: section.go the Markdown, parse.go a claim, measure.go and condition.go its measure
//  3. run.go sweeps the scenarios of rows and computes their claims from the tables alone; study.go opens the tables
//  4. every row has a Go file of its name; selection.go, curve.go and envelope.go are what their measures are made of
//  5. board.go is the outcome; text.go and record.go write it, picture.go is the data of a picture; the test writes docs/phenomena
package claims
