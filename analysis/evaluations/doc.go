// Package evaluations reads tables of scores into one form, whoever made them: the folder of a
// sweep, or a CSV or Parquet file of real models' evaluations.
//
//	t, err := evaluations.Read("results/emergence", evaluations.Mapping{})
//	t, err := evaluations.ReadCurves("results/emergence", 1<<20)
//	t, err := evaluations.Read("evals.csv", mapping)
//
// A file goes this way:
//
//  1. mapping.go is what the user says of its columns, layout.go finds what each of them is for
//  2. csvfile.go and parquetfile.go give its rows in chunks, cell.go says what a cell is
//  3. builder.go makes rows of them: wide.go where a line has a score in each of several columns,
//     long.go and pivot.go where it has one
//  4. finish.go looks at the whole: units, what can be derived, shares, scores of guessing
//
// A sweep's folder is read by simulated.go, its parts at the same time.
//
// What is odd in a table is reported in its warnings, never guessed at and never mended in
// silence: a value that makes no sense is taken as missing, and said to be. An error is left for
// tables that nothing sensible remains of. Package findings says what the scores show.
package evaluations
