// Package transitions says what kind of passage a set of runs shows: where in a plane of two scales one phase ends and another begins, whether it does so abruptly or
// smoothly, and where more is worse before it is better. It knows no tables: a run is a few
// numbers, the answers carry 95% intervals.
//
//	FindBoundary, Boundary.Exponent, Cross      phase boundaries, their power law and where two of them meet
//	MeasureHysteresis                           growing against shrinking
//	MeasureSusceptibility, FindHumps            variance over seeds and its peak, two phases at once
//	ScaleBySize, FindCollapse                   finite sizes
//	FindExtrema                                 double descent along size, training time or data
//	EffectiveComplexity, FindCapacity           where descent is expected
//
// Intervals come from a bootstrap over seeds (replicates.go, draw.go): a value -+ t standard errors, which few resamples of
// few seeds tell better than they tell the tails (stat.WithSpread). 200 resamples are enough. One replicate has no
// interval, and a value that is not there has a reason. Nothing depends on the order of the runs.
package transitions
