// Package laboratory answers the requests of a page in which the engine runs live. A request has a method and a JSON object,
// and so has the answer. Two carriers bring them: package server on this machine (circsim explore), and package worker, the
// engine compiled to WebAssembly, in a page without a server (show/site).
//
//	library   {}                                       the scenarios to begin with (library.go)
//	open      {yaml}                                   what a scenario lets one change (open.go)
//	set       {yaml, values: {path: value}}            the scenario's text with other values (set.go)
//	run       {yaml, seed}                             one network over training time (run.go)
//	run_json  {yaml, seed}                             the end of the network, as circsim run --json prints it (run.go)
//	cells     {yaml, x, y, points, seed}               ends of networks over the plane of two keys (cells.go)
//	study     {yaml, x, y, seeds}                      the scenario file of a sweep over them (study.go)
//
// Every request is bounded: bounds.go says by what.
package laboratory
