// Package output is the fourth room of circsim: it keeps what runs produced.
//
// A scenario's folder holds one manifest and three tables of Parquet files,
//
//	DIR/<scenario>/manifest.json
//	DIR/<scenario>/{runs,curves,circuits}/part-NNNNN.parquet
//
// A part is a block of consecutive runs of the plan. Its files appear whole or
// not at all, runs/part-N last: whoever sees that file sees a finished part.
// Runs that share a folder and a plan write the same bytes, whoever writes them:
//
//	m, _ := output.NewManifest(...)    what is studied, by which program
//	m.Write(dir)                       before the first part
//	p, _ := output.NewPart(dir, m, i)  opens the three files aside
//	p.Add(run, axis, result)           streams rows
//	p.Commit()                         makes them appear
//
// Every file carries its provenance (metadata.go): the scenario's text, the
// overrides, the program's build and the meaning of each column (columns.go).
//
// NaN and infinities are never written, because readers prune by bounds that
// leave them out: such a value is null, and the column invalid says what it was.
package output
