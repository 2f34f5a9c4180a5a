// Package sweep makes the runs of a scenario's design: rooms 2 and 4 of circsim.
//
//  1. plan.go numbers the runs of the design, points.go gives each its swept values, cut.go cuts them into parts
//  2. bisection.go and mapping.go decide, from the runs that are finished, on the next ones of an adaptive design
//  3. shard.go deals out the parts of the plan to processes that know nothing of each other
//  4. folder.go locks the output folder and admits it, work.go finds what there is to do in it
//  5. lanes.go gives each writer a few workers, so that many cores do not wait for one
//  6. pool.go simulates whole networks in parallel and hands them over in order
//  7. parts.go writes the results as parts that appear whole
//
// Beside it, estimate.go says what a plan will cost, and repeat.go makes one run again from its record.
//
// The plan alone decides which run has which number and stands in which part; that of an
// adaptive design follows from the finished runs and nothing else. So the tables are the
// same bytes whatever the number of workers or shards, and wherever the sweep was interrupted.
package sweep
