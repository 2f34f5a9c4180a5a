// Package sensitivity says how much each of several inputs moves an output: Sobol's indices from a
// Saltelli design and Morris's elementary effects from one-at-a-time trajectories, both with
// bootstrap intervals. It knows numbers only: the output y at the points of a design of package
// designs, in the design's order.
//
//	indices, err := sensitivity.Sobol(y, dims, seed)
//	effects, err := sensitivity.Morris(y, dims, design.Move, seed)
//
// Both estimates are functions of means over independent units, the base points or trajectories:
// sobol.go and morris.go state them so, and bootstrap.go gives any such function its intervals.
//
// An output that is the same at every point has no variance to share out: its Sobol indices are NaN.
package sensitivity
