// Package summary says what a sweep's tables show.
//
//	s, err := summary.Summarize(dir)                    // regimes, critical sizes, slopes, thresholds
//	fmt.Println(s.Text(screen))                         // the closing table of a sweep
//	t, err := summary.FindThresholds(dir)               // the thresholds of an adaptive design
//	b, err := summary.FindBoundary(dir)                 // the boundary of an adaptive design
//	x, err := summary.Sensitivity(dir, of, task, false) // which axes matter for one quantity
//	e, err := summary.Explain(dir)                      // which axes explain the outcomes, what separates the regimes
//
// A summary reads the rows once:
//
//  1. tally.go adds up the replicates of each point of a grid or list
//  2. line.go takes the points of a grid along one axis, with the other axes fixed
//  3. crossing.go finds where mean test accuracy passes one half, slope.go how loss scales
//  4. search.go brackets the level of an adaptive design by line and seed, and passes.go summarizes the
//     seeds
//  5. explained.go takes the points of a sampled design together, boundary.go those of a map of regimes
//  6. text.go writes the summary, map.go the regimes over two axes, finding.go the study on one line; thresholds_text.go,
//     explained_text.go and boundary_text.go write what a design ends in
//
// A sensitivity also reads them once: outputs.go has the quantity by point, moves.go the actual moves of
// a Morris sweep.
//
// Memory grows with the number of points of a grid, up to a limit, and with the number of lines and seeds
// of an adaptive design, not with the number of rows.
package summary
