// Package sweep makes the runs of a scenario's design: rooms 2 and 4 of circsim.
//
//  1. plan.go expands the design: index of a run -> swept values and seed
//  2. shard.go deals out the parts of the plan to processes that know nothing of each other
//  3. folder.go locks the output folder, and clears it or finds what is there to keep
//  4. pool.go simulates whole networks in parallel and hands them over in order
//  5. parts.go writes the results as parts that appear whole
//
// The plan alone decides which run has which number and stands in which part. So
// the tables are the same bytes whatever the number of workers or shards, and
// wherever the sweep was interrupted.
package sweep
