// Package claims is the scoreboard: what papers have published, beside what this theory of circuits gives.
//
//	rows, err := claims.Choose([]string{"grokking"})
//	outcomes, err := claims.Run(ctx, rows, dir, sweeper)
//	board := claims.BoardOf(outcomes)
//
// A row is a phenomenon. Its file rows/NAME.md has all its texts and the numbers of its claims. To add a claim is to add a section there:
//
//	### steps-at-3831-items
//
//	A one-layer transformer trained on 3831 of 12769 sums reaches test loss 1 at step 7583.
//
//	- source: arXiv:2301.05217, saved runs
//	- quantity: median step_test
//	- kind: value
//	- published: 7583
//	- expected: within 25%
//	- measure: median of step_test in runs of grokking where tasks_addition_items = 3831
//
// measure.go has the measures that can be written so. A claim that needs another one has no key measure, and a function of its name in the
// row's Go file. A claim that is not met stays, with the reason as key "not met": the board says where the theory is wrong.
//
//  1. row.go is a row, claim.go a claim and when it is met; rows.go lists the rows
//  2. load.go reads the rows: section.go the Markdown, parse.go a claim, measure.go and condition.go its measure
//  3. run.go sweeps the scenarios of rows and computes their claims from the tables alone; study.go reads the tables
//  4. selection.go, curve.go and measures.go are what measures in Go are made of; sample.go makes an estimate of one number per seed
//  5. board.go is the outcome; text.go, json.go and parquet.go write it, page.go and index.go are docs/phenomena, picture.go is the
//     data of a picture
package claims
