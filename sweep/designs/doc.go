// Package designs holds designs of experiments. It knows points of the unit cube,
// positions on an axis and labels, and nothing of scenarios, files or simulation.
//
//   - sobol.go, latin.go fill the cube evenly: Sobol sequences, which can be extended
//     without moving a point, and Latin hypercubes of a fixed size
//   - morris.go, saltelli.go place the points of sensitivity studies
//   - threshold.go, boundary.go choose the next points from the results so far: where a
//     quantity crosses a level along an axis, and where labelled regions of a square meet
//
// Every design is a pure function of its arguments. A point of a sequence is computed
// from its number alone, so that no list of points is kept and any process can make any
// of them.
package designs
