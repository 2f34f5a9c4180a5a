// Package amd64 has the one function of package math that amd64 computes by other steps than WebAssembly: the exponential. In last
// digits the two differ, and with them every run. show/site builds the engine with exp.go in the place of exp_noasm.go of package
// math, so that WebAssembly gives the bytes that amd64 gives. All of math that calls Exp, such as Pow, follows.
package amd64

import (
	_ "embed"
	"strings"
)

//go:embed exp.go
var source string

// Source is exp.go as a file of package math, whose Exp then calls archExp.
func Source() string {
	return strings.Replace(source, "package amd64", "package math", 1) + "\nconst haveArchExp = true\n"
}
