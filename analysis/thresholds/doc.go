// Package thresholds says where one score rises along one scale: where it leaves chance, where it is half risen and
// over how many decades, where its rise begins, and whether the smaller scales would have told. It knows no tables: a
// stat.Series is a list of observations, and every answer has a 95% interval or says why not.
//
//	o := thresholds.FindOnset(s, b)               tests against chance, and where the mean passes what they can tell
//	r := thresholds.FitSigmoid(s, b)              half-rise point and width of a Hill curve
//	p := thresholds.FitRamp(s, b)                 breakpoint of flat, rise, flat
//	f := thresholds.Extrapolate(s, o.FirstAbove)  what four forms, fitted below, predict above
//	e := thresholds.FitExponent(x, found)         how thresholds go with something else
//
// Gather serves several of these on one series. There are Breakthroughness, Linearity and EmergenceScore of BIG-bench too. The way
// through the files:
//
//  1. scales.go puts observations in one order, by scale and replicate.go
//  2. chance.go tests scales, onset.go from the largest down
//  3. sigmoids.go and bend.go fit curves; form.go has the forms, resolution.go says when scales are too far apart
//  4. noise.go redraws the means; stat.Bootstrapped makes intervals of refits
//  5. passes.go finds where a curve passes a level
//
// # Intervals
//
// Percentiles of refits to redrawn means. Whole seeds are redrawn where the same seeds run through the scales, else the
// replicates of every scale, answers of test sets, or normal noise; few replicates are allowed for by Student's t. That
// of the width is corrected for bias and acceleration too. TestCoverage... repeat this on curves that are known: of
// 1000 trials each, 92 to 98% of the intervals hold the truth, with 1 to 20 seeds, 8 to 20 scales, binomial and normal
// noise, widths of 0.2 to 1 decade and thresholds that differ from seed to seed, and at most 5% of curves at chance have
// an onset; go test -run Coverage -v prints them all.
//
// What falls short of that:
//
//   - The width of a mean over seeds whose thresholds have a standard deviation of a third of the width of each one's rise:
//     83% with five seeds, 90% with ten, 92 to 93% with twenty.
//   - Rises steeper than the scales are apart are covered more often, up to always: the interval holds whole steps.
//   - A score with one replicate, no test set and no error that rises at nearly every step shows no noise to test it by.
//   - The intervals take test sets for the only noise where a scale has fewer than three replicates.
package thresholds
