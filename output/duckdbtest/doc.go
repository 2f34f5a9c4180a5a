// Package duckdbtest opens circsim's tables with programs that others wrote:
// DuckDB, and Apache Arrow's Parquet reader, which is what pandas reads with.
//
// It knows nothing of package output: it reads any folder of results, that of
// the environment variable CIRCSIM_RESULTS or else a sample that the tests of
// package output write. It is a module of its own because DuckDB needs cgo.
package duckdbtest
