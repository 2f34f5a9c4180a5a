// Package output writes the tables of runs and reads them back.
//
// A scenario's folder holds one manifest and three tables of Parquet files:
//
//	DIR/<scenario>/manifest.json
//	DIR/<scenario>/{runs,curves,circuits}/part-NNNNN.parquet
//	DIR/<scenario>/sums/part-NNNNN.sha256
//
// A part is a block of consecutive runs of the plan, of one round (round.go). Its files appear whole or not at all: the
// checksums first, runs/part-N last (commit.go). The bytes of a part depend on the plan and the program alone, not on who
// writes it or where writing was interrupted:
//
//	m, _ := output.NewManifest(...)    describes the sweep and the program
//	m.Write(dir)                       comes before the first part
//	p, _ := output.NewPart(dir, m, i)  opens files under temporary names
//	p.Resume(dir)                      copies the runs of an unfinished part
//	p.Add(run, axis, result)           writes the rows of a run
//	p.Commit()                         makes the files appear
//
// Lock keeps other writers out. PartState says what there is of a part. Recover completes a part whose writer was killed
// in Commit. Merge joins folders of one plan.
//
// A larger study takes over the runs of a smaller one by their identity (finished.go, finished_rows.go), then takes its place
// (extension.go). The shards of an adaptive sweep are studies in folders within its own (shardfolders.go). Status and Holders say what is finished and who is working on it.
//
// Every file carries its provenance (metadata.go): the scenario's text, the overrides, the program's build and the
// meaning of each column. ReadRecord returns what made a run; Identity is its hash.
//
// A column is described once, in package columns: its name, unit, meaning and source, and the field of a result that holds it.
// Schema, rows, RunRow, Quantity and docs/tables.md follow from it.
//
// The scalar keys of the scenario are columns of the runs table too (settings.go). Their names and types do not depend on
// what is swept, so that studies join by name: Views makes DuckDB views of several, WriteCSV writes them as text.
//
// NaN and infinities are never written: readers skip row groups by bounds that ignore them. Such a value is null, and the
// column invalid holds it.
package output
