// Package transitions tells what kind of transition a set of runs shows: where one phase ends and another begins in a
// plane of two scales, whether abruptly or smoothly, and where more is worse before it is better. It does not know
// tables: a run is a few numbers, and answers have 95% intervals.
//
//	FindBoundary, Boundary.Exponent, Cross  phase boundaries, their power law and where two of them meet
//	MeasureHysteresis                       growing against shrinking
//	MeasureSusceptibility, FindHumps        variance over seeds and its peak, coexistence of two phases
//	ScaleBySize, FindCollapse               finite-size scaling
//	FindExtrema                             double descent along size, training time or data
//	EffectiveComplexity, FindCapacity       where double descent is expected
//
// Intervals come from a bootstrap over seeds (replicates.go, draw.go): the value plus or minus t standard errors, because
// few resamples of few seeds determine their spread better than their tails (stat.WithSpread). 200 resamples are enough.
// One replicate has no interval, and an undefined value has a reason. Nothing depends on the order of the runs.
package transitions
