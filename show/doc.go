// Package show draws a few curves as SVG, the same bytes for the same numbers.
//
//	text, err := show.Picture{Title: "…", Lines: []show.Line{{Name: "simulated", X: x, Y: y}}}.SVG()
package show
