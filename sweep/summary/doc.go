// Package summary says what a sweep's tables show.
// It reads files only.
//
//	s, _ := summary.Summarize(dir)               regimes, critical sizes, slopes, thresholds
//	s.Write(os.Stdout)                            as the closing table of a sweep
//	t, _ := summary.FindThresholds(dir)          what an adaptive design has found
//	x, _ := summary.Sensitivity(dir, of, "", false)  which axes of morris and saltelli matter
//
// A summary goes through the rows once:
//
//  1. tally.go adds up the replicates of each point of a grid or list
//  2. line.go lays the points of a grid along one axis, the other axes fixed
//  3. crossing.go finds where mean test accuracy passes one half, slope.go how loss scales
//  4. search.go brackets the level of an adaptive design by line and seed, passes.go takes
//     the seeds together
//  5. text.go writes it down
//
// A sensitivity goes through them once too: outputs.go has the quantity by point, moves.go the moves that
// a Morris sweep has really made.
//
// Memory grows with the number of a grid's points up to a limit, and with that of an adaptive
// design's lines and seeds, not with that of rows.
package summary
