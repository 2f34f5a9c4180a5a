// Package output is the fourth room of circsim: it keeps what runs produced.
//
// A scenario's folder holds one manifest and three tables of Parquet files,
//
//	DIR/<scenario>/manifest.json
//	DIR/<scenario>/{runs,curves,circuits}/part-NNNNN.parquet
//	DIR/<scenario>/sums/part-NNNNN.sha256
//
// A part is a block of consecutive runs of the plan, never of two of its rounds
// (round.go). Its files appear whole or not at all, runs/part-N last and the checksums
// before it (commit.go). Runs that share a folder and a plan write the same bytes, whoever
// writes them and wherever they were interrupted:
//
//	m, _ := output.NewManifest(...)    what is studied, by which program
//	m.Write(dir)                       before the first part
//	p, _ := output.NewPart(dir, m, i)  opens the three files aside
//	p.Resume(dir)                      takes over the runs of an unfinished part
//	p.Add(run, axis, result)           streams rows
//	p.Commit()                         makes them appear
//
// Lock keeps other writers out. PartState says what there is of a part and Recover
// completes what a killed writer began to make appear; Merge joins folders of one plan.
//
// A larger study takes the runs of a smaller one over by their identity (finished.go, finished_rows.go) and then
// its place (extension.go). Status and Holders say what is finished, and who is at it.
//
// Every file carries its provenance (metadata.go): the scenario's text, the
// overrides, the program's build and the meaning of each column. ReadRecord
// gives back what made a run; Identity names it.
//
// A column is described once: its name, unit, meaning and source, and the field of a result that is written into
// it and read back (columns.go, columns_results.go, columns_circuits.go). Schema, rows, RunRow, TaskValues, Quantity and
// the tables of docs/tables.md follow from it.
//
// NaN and infinities are never written, because readers prune by bounds that
// leave them out: such a value is null, and the column invalid says what it was.
package output
