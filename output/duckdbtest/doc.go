// Package duckdbtest opens circsim's tables with programs that others wrote:
// DuckDB, and Apache Arrow's Parquet reader, which is what pandas reads with.
// DuckDB also compares the tables of two sweeps, in the tests and in the command
// except.
//
// It does not import package output. It reads the folder of results that the
// environment variable CIRCSIM_RESULTS names, by default a sample that the tests
// of package output write. It also builds circsim and reads what it writes: as one
// process, as several, and after being killed. It is a module of its own because DuckDB needs cgo.
package duckdbtest
