// Package analysis is the fifth room of circsim: it says what a sweep's tables show.
// It reads files only.
//
//	s, _ := analysis.Summarize(dir)   regimes, critical sizes, slopes
//	s.Write(os.Stdout)                as the closing table of a sweep
//
// A summary goes through the rows once:
//
//  1. tally.go adds up the replicates of each grid point
//  2. line.go lays the points along one axis, the other axes fixed
//  3. crossing.go finds where mean test accuracy passes one half, slope.go how loss scales
//  4. text.go writes it down
//
// Memory grows with the number of grid points, not with that of rows.
package analysis
