// Package boundaries follows the line on which labelled regions of a square meet, with its error. It knows points and
// labels only: line.go finds where a line crosses a place, straight.go fits it there.
package boundaries
