// Package scenarios reads, checks and describes studies: one YAML file states a
// network, its training, the tasks it learns from, what to sweep and what to record.
//
// A file goes through the room in this order:
//
//  1. open.go finds it, on disk or among the built-in ones
//  2. tree.go turns its text into nodes that know their line and column
//  3. set.go makes the command line's --set changes on those nodes
//  4. decode.go checks the nodes against the shapes (shape.go) that the tags of spec.go give,
//     and fills a Scenario that holds their defaults (defaults.go). notes.go remembers which
//     keys were written, where a default follows other keys
//  5. check.go checks how keys fit together, corner.go does so for swept values
//
// Whatever is wrong with a file is found in one pass and reported as one line per
// fault, with the place in the file. Afterwards a Scenario does not change:
// With gives a changed copy (clone.go), which is how a sweep makes its runs.
//
// To add a key is to add a field with its tags to spec.go: reading, checking, defaults, --set, With, the JSON
// Schema (schema.go) and docs/keys.md follow.
package scenarios
