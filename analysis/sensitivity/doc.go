// Package sensitivity says how much each of several inputs moves an output: Sobol indices from a
// Saltelli design and Morris's elementary effects from one-at-a-time trajectories, both with bootstrap
// intervals. Its input is the output y at the points of a design of package designs, in the design's
// order.
//
//	indices, err := sensitivity.Sobol(y, dims, seed)
//	effects, err := sensitivity.Morris(y, dims, design.Move, seed)
//
// From any table of points, given by their places on each axis, it has first-order indices (given.go, slicedfit.go) and
// rules that tell classes of points apart (separation.go, tree.go):
//
//	shares, err := sensitivity.Given(axes, y, seed)
//	rules, err := sensitivity.Separate(axes, class, classes, seed)
//
// Sobol and Morris are functions of means over independent units, which are base points or trajectories: sobol.go and
// morris.go define the functions, and bootstrap.go gives them intervals.
//
// The Sobol indices of a constant output are NaN: it has no variance.
package sensitivity
