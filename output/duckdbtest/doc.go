// Package duckdbtest opens circsim's tables with programs that others wrote:
// DuckDB, and Apache Arrow's Parquet reader, which is what pandas reads with.
// By DuckDB, too, it compares the tables of two sweeps; command except does so
// by hand.
//
// It knows nothing of package output: it reads any folder of results, that of
// the environment variable CIRCSIM_RESULTS or else a sample that the tests of
// package output write, and what a circsim of its own writes as one process, as
// many, and killed. It is a module of its own because DuckDB needs cgo.
package duckdbtest
