// Package pictures draws a few curves as SVG, the same bytes for the same numbers.
//
//	text, err := pictures.Picture{Title: "…", Lines: []pictures.Line{{Name: "simulated", X: x, Y: y}}}.SVG()
package pictures
