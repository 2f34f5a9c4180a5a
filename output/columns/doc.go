// Package columns says what the tables hold: the name, type, unit and meaning of every column of results, and the field of a result
// that holds its value. It knows no file format: package output writes and reads Parquet by it, RunJSON the object of run --json.
//
// A column is described once, in results.go, curves.go or circuits.go.
package columns
