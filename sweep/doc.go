// Package sweep makes the runs of a scenario's design.
//
//  1. plan.go numbers the runs, points.go computes the axis values of each, cut.go divides them into parts
//  2. bisection.go and mapping.go choose the next runs of an adaptive design from the finished ones
//  3. shard.go distributes the parts, or the searches of an adaptive design, over processes that do not communicate
//  4. folder.go locks the output folder, recognize.go decides whether it may be written to,
//     extension.go turns to the extension of a smaller study, copies.go finds the runs that other folders hold, and
//     pending.go those that are missing
//  5. lanes.go splits the work over writers, each with a few workers
//  6. pool.go simulates networks in parallel and delivers their results in order
//  7. parts.go writes the results as parts that appear whole
//
// Beside these, survey.go says what a sweep would do about results that are there, estimate.go estimates what a plan
// costs, extent.go bounds the rounds of an adaptive one, complete.go tells whether it has all of them, merge.go joins its shards,
// single.go writes one run by itself, and repeat.go repeats a run from its record.
//
// The plan alone decides the number of each run and the part it is written to. The plan of an
// adaptive design depends on the finished runs and on nothing else. So the tables are the same
// bytes for any number of workers or shards, and after any interruption.
package sweep
