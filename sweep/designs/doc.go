// Package designs says where to look: pure designs of experiments, in room 2 of
// circsim. It knows points of the unit cube, positions on an axis and labels,
// and nothing of scenarios, files or simulation.
//
//   - sobol.go, latin.go fill the cube: Sobol points that can be extended without
//     moving one of them, and Latin hypercubes of a fixed size
//   - morris.go, saltelli.go place the points of sensitivity studies
//   - threshold.go, boundary.go choose the next points from what is known: where
//     a level is crossed along an axis, where labelled regions of a square meet
//
// Every design is a pure function of its arguments. Points that have a number are
// computed from the number alone, so that a study of any size needs no list of
// them, and any part of it can be made anywhere.
package designs
