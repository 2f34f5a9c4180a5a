// Package thresholds tells where one score rises along one scale: where it leaves chance, where half of the rise is done
// and over how many decades, where the rise begins, and whether the smaller scales predict it. It does not know tables: a
// stat.Series is a list of observations, and every answer has a 95% interval or a reason why not.
//
//	o := thresholds.FindOnset(s, b)               tests against chance, and where the mean becomes detectable
//	r := thresholds.FitSigmoid(s, b)              half-rise point and width of a Hill curve
//	p := thresholds.Gather(s).Ramp(b)             breakpoint of flat, rise, flat
//	f := thresholds.Extrapolate(s, o.FirstAbove)  what four forms, fitted below, predict above
//	e := thresholds.FitExponent(x, found)         power law of thresholds against something else
//
// Gather shares the work of several of these on one series. Linearity and EmergenceScore need scores
// alone. The files in reading order:
//
//  1. scales.go puts observations in order
//  2. chance.go tests single scales, onset.go tests them from the largest down
//     fallback.go leaves out a largest scale that is broken
//  3. sigmoids.go and bend.go fit curves, form.go has the forms, resolution.go handles rises steeper than the scales resolve
//  4. noise.go resamples the means, leftover.go has the scatter about a curve; stat.Bootstrapped makes intervals of refits
//     rivals.go takes forms that fit equally well into them, steps.go whole steps of the scales where none does
//  5. passes.go finds where a curve passes a level
//
// # Intervals
//
// Intervals are percentiles of refits to resampled means. Whole seeds are resampled where the same seeds recur across
// the scales; otherwise the replicates of each scale, the answers of test sets, or normal noise. Student's t allows for
// few replicates. Where the means scatter about the curve by more than all of these explain, that scatter counts. The
// interval of the width is corrected for bias and acceleration too. The tests named TestCoverage...
// check this on known curves: in 1000 trials each, 92 to 98% of the intervals hold the truth, with 1 to 20 seeds, 8 to 20
// scales, binomial and normal noise, widths of 0.2 to 1 decade and thresholds that differ between seeds (99% of widths,
// whose intervals hold those of other forms too; bench/coverage draws curves of these), and at most 5%
// of curves at chance have an onset; go test -run Coverage -v prints them all.
//
// Known shortfalls:
//
//   - Where thresholds differ between seeds by a standard deviation of a third of the width of each rise, the interval of
//     the width of the mean holds it in 83% of trials with five seeds, 90% with ten, 92 to 93% with twenty.
//   - Intervals of rises steeper than the scales resolve, and without noise, hold the truth more often, up to always: they
//     cover whole steps.
//   - Scatter between models does not show where one to three scales lie on the rise: intervals are too narrow then.
//   - The noise of a score that rises at nearly every step, with one replicate, no test set and no error, is unknown.
//   - Where a scale has fewer than three replicates, test sets count as the only source of noise.
package thresholds
