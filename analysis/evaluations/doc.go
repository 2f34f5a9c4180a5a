// Package evaluations reads tables of scores into one form, Table: the folder of a sweep, or a CSV or Parquet file of
// real models' evaluations.
//
//	t, err := evaluations.Read("results/emergence", evaluations.Mapping{})
//	t, err := evaluations.ReadCurves("results/emergence", 1<<20)
//	t, err := evaluations.Read("evals.csv", mapping)
//
// A file of text passes four stages, each unaware of the later ones:
//
//  1. input.go turns bytes into text
//  2. csv.go splits text into cells; textfile.go reads cells as numbers and words (cell.go, cells.go)
//  3. names.go says what the names of columns and metrics mean
//  4. mapping.go holds what the user says of them; layout.go combines both
//
// A Parquet file has typed columns and no text: parquetfile.go replaces stages 1 and 2. Both give their rows in chunks
// (source.go). Then builder.go makes rows from chunks, with wide.go for lines of several scores, or long.go and
// pivot.go for lines of one score; finish.go checks units, sizes, shares and chance levels of the whole table.
// simulated.go reads a sweep's folder.
//
// Oddities of a table become warnings: an impossible value is taken as missing, and the warning says so. A table is an
// error only if nothing usable remains. Package analysis says what the scores show.
package evaluations
