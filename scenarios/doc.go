// Package scenarios reads and checks studies. One YAML file states a network, its training, its tasks, what to sweep and
// what to record.
//
// A file is read in this order:
//
//  1. open.go finds it, on disk or among the built-in ones
//  2. tree.go turns its text into nodes that know their line and column
//  3. set.go makes the changes of --set on those nodes
//  4. decode.go checks the nodes against the shapes (shape.go) of the types in spec.go, and fills a
//     Scenario of defaults (defaults.go). notes.go remembers which keys were written
//  5. check.go checks keys together, corner.go does so for swept values
//
// All faults of a file are reported at once, one line each, with their place in the file. A Scenario does not change
// after that: With gives a changed copy (clone.go) for each run of a sweep.
//
// To add a key, add a field with its tags to spec.go. Reading, checks, defaults, --set, With, the JSON Schema (schema.go)
// and docs/keys.md follow.
package scenarios
